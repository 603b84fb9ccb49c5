package network.clawnet.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;

/** The nodes of a network that {@code clawnet network create} made, each in its own process. */
final class LocalNetwork implements AutoCloseable {
  private static final int LOWEST_PORT = 21_000;
  private static final int HIGHEST_PORT = 29_000;

  private final List<NodeProcess> nodes = new ArrayList<>();

  private LocalNetwork() {}

  /** Makes a network and starts all its nodes at once. */
  static LocalNetwork start(TestHome home, int validators, int full, String... options)
      throws IOException {
    return start(home, validators, full, 0, List.of(options));
  }

  /** Makes a network with light nodes, which come last, and starts all at once. */
  static LocalNetwork withLight(TestHome home, int validators, int full, int light)
      throws IOException {
    return start(home, validators, full, light, List.of("--light", Integer.toString(light)));
  }

  private static LocalNetwork start(
      TestHome home, int validators, int full, int light, List<String> options) throws IOException {
    int nodes = validators + full + light;
    Path directory = home.path().resolve("network");
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE);
    List<String> command = new ArrayList<>(List.of("network", "create"));
    command.addAll(List.of("--validators", Integer.toString(validators)));
    command.addAll(List.of("--full", Integer.toString(full), "--dir", directory.toString()));
    command.addAll(List.of("--base-port", Integer.toString(freePorts(2 * nodes))));
    command.addAll(options);
    home.run("clawnet", command.toArray(String[]::new)).expect(0);
    LocalNetwork network = new LocalNetwork();
    for (Json each : list(directory.resolve("nodes.json"))) {
      Json.Obj node = (Json.Obj) each;
      int port = Integer.parseInt(text(node, "apiUrl").replaceFirst(".*:", ""));
      network.nodes.add(NodeProcess.configured(home, Path.of(text(node, "dataDir")), port));
    }
    for (NodeProcess node : network.nodes) {
      node.launch();
    }
    network.nodes.forEach(NodeProcess::awaitAnswer);
    return network;
  }

  /** Returns the nodes of a network as its nodes.json has them. */
  static List<Json> list(Path file) throws IOException {
    try {
      String text = "{\"nodes\":" + Files.readString(file) + "}";
      Json.Obj all = JsonParser.parseObject(text.getBytes(StandardCharsets.UTF_8));
      return all.get("nodes") instanceof Json.Arr it ? it.items() : List.of();
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  static String text(Json.Obj node, String name) {
    return node.get(name) instanceof Json.Str it ? it.value() : "";
  }

  /** Returns the first of so many ports in a row on which nobody listens now. */
  static int freePorts(int count) throws IOException {
    SplittableRandom random = new SplittableRandom();
    for (int attempt = 0; attempt < 100; attempt++) {
      int base = random.nextInt(LOWEST_PORT, HIGHEST_PORT);
      if (areFree(base, count)) {
        return base;
      }
    }
    throw new IOException("no " + count + " free ports in a row");
  }

  private static boolean areFree(int base, int count) {
    for (int port = base; port < base + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  NodeProcess node(int index) {
    return nodes.get(index);
  }

  int size() {
    return nodes.size();
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
