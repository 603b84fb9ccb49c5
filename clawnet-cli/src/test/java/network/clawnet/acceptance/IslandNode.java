package network.clawnet.acceptance;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.Json;

/**
 * A {@code clawnetd} in a place of an island. The test asks it through its Unix socket, since
 * networks are apart and files are not.
 */
final class IslandNode {
  private static final int PORT = 9527;
  private static final int HEAP_MIB = 64;
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Island island;
  private final String place;
  private final Path directory;
  private final Path output;
  private String process = "";

  /**
   * Prepares a node with the accounts of another one, but who it is among nodes is its own.
   *
   * @param keys directory of the accounts
   */
  IslandNode(Island island, TestHome home, String place, Path keys) throws IOException {
    this.island = island;
    this.place = place;
    this.directory = Files.createDirectories(home.path().resolve(place));
    this.output = home.outputFile();
    Path own = Files.createDirectory(directory.resolve("keys"), PRIVATE);
    try (var files = Files.list(keys)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, own.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Starts it and returns at once; it founds the network if no genesis is named. */
  void launch(Path genesis, Collection<String> bootstrap) throws IOException {
    Files.writeString(
        directory.resolve("config.yaml"),
        "network: local\n"
            + (Files.exists(genesis) ? "genesis: " + genesis + "\n" : "")
            + "p2p:\n  bootstrap: "
            + List.copyOf(bootstrap)
            + "\n");
    List<String> command =
        List.of(
            "env",
            "CLAWNET_JAVA_OPTS='-XX:TieredStopAtLevel=1 -Xms16m -Xmn8m -Xmx" + HEAP_MIB + "m'",
            Programs.path("clawnetd"),
            "--foreground",
            "--data-dir",
            directory.toString());
    process = island.start(place, command, output.toString());
  }

  /** Waits until it answers. */
  IslandNode awaitReady() {
    Waiting.until(TestHome.LIMIT, this::answers, () -> place + " does not answer\n" + output());
    return this;
  }

  private boolean answers() throws IOException {
    if (!island.isAlive(process)) {
      throw new IOException(place + " has ended");
    }
    try {
      return get("/api/node/status").status() == 200;
    } catch (SocketException e) {
      return false; // not there yet
    }
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "no output: " + e;
    }
  }

  /** Kills it as a power cut would. */
  void kill() {
    island.kill(process);
  }

  /** Returns the file that defines its network. */
  Path genesis() {
    return directory.resolve("genesis.json");
  }

  /** Returns who it is. */
  String id() throws IOException {
    return get("/api/node/status").expect(200).text("peerId");
  }

  /** Returns where others reach it, at an address of its place. */
  String address(String ip) throws IOException {
    return "/ip4/" + ip + "/tcp/" + PORT + "/p2p/" + id();
  }

  /** Returns the ids of its peers, as {@code GET /api/node/peers} shows them. */
  Set<String> peers() throws IOException {
    Set<String> ids = new TreeSet<>();
    if (get("/api/node/peers").expect(200).body().get("peers") instanceof Json.Arr peers) {
      for (Json peer : peers.items()) {
        if (peer instanceof Json.Obj it && it.get("peerId") instanceof Json.Str id) {
          ids.add(id.value());
        }
      }
    }
    return ids;
  }

  private Reply get(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    var socket = UnixDomainSocketAddress.of(directory.resolve("api.sock"));
    try (SocketChannel channel = SocketChannel.open(socket)) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      String text = new String(answer, StandardCharsets.ISO_8859_1);
      int body = text.indexOf("\r\n\r\n");
      if (body < 0) {
        throw new SocketException("no answer");
      }
      int status = Integer.parseInt(text.substring(9, 12));
      return Reply.of(path, status, Arrays.copyOfRange(answer, body + 4, answer.length));
    }
  }
}
