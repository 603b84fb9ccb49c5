package network.clawnet.daemon.export.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server in a directory of its own, on a free port of this machine. */
final class PostgresServer implements AutoCloseable {
  private static final long COMMAND_SECONDS = 60;

  private final Path programs;
  private final Path directory;
  private final int port;
  private boolean running;

  private PostgresServer(Path programs, Path directory, int port) {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
  }

  /** Returns where the server's programs are, as Debian installs them, or on the path. */
  static Optional<Path> programs() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        Optional<Path> found =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .max(Path::compareTo);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(Path::of)
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .findFirst();
  }

  static PostgresServer start(Path programs) throws IOException {
    Path directory = Files.createTempDirectory("clawnet-postgres");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    PostgresServer server = new PostgresServer(programs, directory, port);
    server.run("initdb", "-D", server.cluster(), "-A", "trust", "-U", "clawnet", "-N");
    server.up();
    return server;
  }

  void up() throws IOException {
    run(
        "pg_ctl",
        "-D",
        cluster(),
        "-w",
        "-l",
        directory.resolve("log").toString(),
        "-o",
        "-p " + port + " -c listen_addresses=localhost -c unix_socket_directories=" + directory,
        "start");
    running = true;
  }

  /** Ends the server as a crash would: what was not committed is gone. */
  void crash() throws IOException {
    running = false;
    run("pg_ctl", "-D", cluster(), "-m", "immediate", "stop");
  }

  String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  @Override
  public void close() throws IOException {
    if (running) {
      crash();
    }
    run("rm", "-rf", cluster());
    try (Stream<Path> rest = Files.list(directory)) {
      for (Path file : rest.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private String cluster() {
    return directory.resolve("cluster").toString();
  }

  /** The server refuses to run as root: then it runs as the user that its package made. */
  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    Path own = programs.resolve(program);
    command.add(Files.exists(own) ? own.toString() : program);
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("clawnet-postgres", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " did not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException(program + ": " + Files.readString(said));
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      Files.delete(said);
    }
  }
}
