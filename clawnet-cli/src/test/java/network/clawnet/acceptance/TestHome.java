package network.clawnet.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A home directory and the environment of somebody who has just logged in to an empty machine. */
final class TestHome {
  static final String PASSPHRASE = "correct horse battery";

  /** How long any one program may take on a machine that is busy with other things, too. */
  static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path home;
  private final Path outputs;
  private final Map<String, String> environment = new TreeMap<>();

  /** Makes the home in a temporary directory; what programs print is kept beside it. */
  TestHome(Path directory) throws IOException {
    this.home = Files.createDirectories(directory.resolve("home"));
    this.outputs = Files.createDirectories(directory.resolve("outputs"));
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("LANG", "C.UTF-8");
    environment.put("CLAWNET_NO_BUILD", "1"); // what was packaged is what is tested
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CLAWNET_JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // these nodes do not live long
  }

  /** Sets a variable of the environment; an empty value removes it. */
  TestHome with(String name, String value) {
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
    return this;
  }

  Path path() {
    return home;
  }

  /** Returns the data directory that the programs use when nobody names one. */
  Path data() {
    return home.resolve(".clawnet");
  }

  /** Writes a file that only its owner can read. */
  Path secret(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }

  /** Runs a program of this build to its end. */
  Ran run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Programs.path(program)));
    command.addAll(List.of(arguments));
    return run(command, "");
  }

  /** Runs any command to its end. */
  Ran run(List<String> command, String standardInput) throws IOException {
    Path out = Files.createTempFile(outputs, "run", ".out");
    Path err = Files.createTempFile(outputs, "run", ".err");
    Process process =
        builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(standardInput.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it ended without reading: its exit code tells more
    }
    boolean ended = ends(process);
    Ran ran =
        new Ran(
            command,
            ended ? process.exitValue() : -1,
            Files.readString(out),
            Files.readString(err));
    if (!ended) {
      process.destroyForcibly();
      throw new AssertionError("no end after " + LIMIT.toSeconds() + " s: " + ran);
    }
    return ran;
  }

  /** Starts a command whose output and errors go to one file. */
  Process start(List<String> command, Path output) throws IOException {
    return builder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  /** Starts a command that the test talks to; its errors come with what it says. */
  Process open(List<String> command) throws IOException {
    return builder(command).redirectErrorStream(true).start();
  }

  /** Returns a new file for the output of a process. */
  Path outputFile() throws IOException {
    return Files.createTempFile(outputs, "process", ".out");
  }

  /** Waits for the end of a process; returns false if it takes too long. */
  static boolean ends(Process process) {
    try {
      return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
