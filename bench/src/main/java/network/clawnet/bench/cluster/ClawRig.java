package network.clawnet.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.load.Population;
import network.clawnet.bench.load.Signer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/** Validators that {@code clawnet network create} made, started as an operator starts them. */
final class ClawRig implements Rig {
  private static final int FIRST_PORT = 20_000;
  static final int ACCOUNTS = 960;
  private static final Tokens BALANCE = new Tokens(1_000_000);
  private static final long START_SECONDS = 180;
  private static final long LOOK_MILLIS = 50;

  private final Path directory;
  private final int validators;
  private final Processes processes = new Processes();
  private final Signer signer;
  private final @Nullable Wire wire;

  private ClawRig(Path directory, int validators, Signer signer, @Nullable Wire wire) {
    this.directory = directory;
    this.validators = validators;
    this.signer = signer;
    this.wire = wire;
  }

  /**
   * Makes a network and waits until all its validators are connected.
   *
   * @param delayMillis of each packet; 0 is loopback
   */
  static ClawRig start(Path directory, int validators, int delayMillis)
      throws IOException, InterruptedException {
    Path secret = Files.writeString(directory.resolve("passphrase"), "correct horse battery");
    Path homes = directory.resolve("n");
    Path log = directory.resolve("create.log");
    List<String> create = new ArrayList<>(List.of(program("clawnet"), "network", "create"));
    create.addAll(List.of("--validators", "" + validators, "--dir", homes.toString()));
    create.addAll(List.of("--base-port", "" + FIRST_PORT, "--passphrase-file", secret.toString()));
    Processes.run(create, log);
    Signer signer = enrich(homes, validators);
    Wire wire = delayMillis == 0 ? null : Wire.open(validators, delayMillis, log);
    ClawRig rig = new ClawRig(homes, validators, signer, wire);
    try {
      for (int i = 0; i < validators; i++) {
        rig.launch(i);
      }
      for (int i = 0; i < validators; i++) {
        rig.awaitConnected(i);
      }
      return rig;
    } catch (IOException e) {
      rig.close();
      throw e;
    }
  }

  private static String program(String name) {
    return Path.of(System.getProperty("clawnet.root", "."), "bin", name).toString();
  }

  private static NodeHome home(Path homes, int node) {
    return new NodeHome(homes.resolve("validator" + (node + 1)));
  }

  /** Gives the accounts of the load Tokens in the genesis that all nodes share. */
  private static Signer enrich(Path homes, int validators) throws IOException {
    try {
      Path first = home(homes, 0).genesis();
      Genesis plain = GenesisCodec.decode(Files.readAllBytes(first));
      Population population = new Population(ACCOUNTS);
      SortedMap<Did, Tokens> balances = new TreeMap<>(plain.allocation().balances());
      for (int i = 0; i < ACCOUNTS; i++) {
        balances.put(population.did(i), BALANCE);
      }
      Genesis rich =
          new Genesis(
              plain.network(),
              plain.name(),
              plain.time(),
              plain.params(),
              new Genesis.Allocation(balances, plain.allocation().treasury()),
              plain.validators(),
              plain.faucet());
      for (int i = 0; i < validators; i++) {
        Files.write(home(homes, i).genesis(), GenesisCodec.encode(rich));
      }
      return new Signer(rich.chain(), population);
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  private void launch(int node) throws IOException {
    NodeHome home = home(directory, node);
    List<String> command =
        List.of(program("clawnetd"), "--foreground", "--data-dir", "" + home.root());
    Map<String, String> environment = new HashMap<>(Map.of("CLAWNET_NO_BUILD", "1"));
    if (wire != null) {
      environment.put("CLAWNET_P2P_BOOTSTRAP", bootstrap(node));
    }
    Path log = directory.resolve("node" + node + ".log");
    processes.start(wire == null ? command : Wire.inside(node, command), environment, log);
  }

  /** Returns the addresses of the others, which nodes.json has for loopback. */
  private String bootstrap(int node) throws IOException {
    String config = Files.readString(home(directory, node).config());
    List<String> out = new ArrayList<>();
    for (String word : config.split("[\\s,\\[\\]\"'-]+", -1)) {
      if (word.startsWith("/ip4/127.0.0.1/tcp/")) {
        int port = Integer.parseInt(word.split("/", -1)[4]);
        out.add(word.replace("127.0.0.1", Wire.address((port - FIRST_PORT) / 2)));
      }
    }
    return String.join(",", out);
  }

  private void awaitConnected(int node) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (connected(node) < validators) {
      processes.requireAll();
      if (System.nanoTime() > end) {
        throw new IOException("validator " + node + " is not connected with all others");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private int connected(int node) {
    try (HttpConnection door = HttpConnection.unix(socket(node))) {
      String said = door.get("/api/validators").text();
      return said.split("\"connected\":true", -1).length - 1;
    } catch (IOException e) {
      return 0; // not there yet
    }
  }

  /** Kills a node as a power cut would. */
  void kill(int node) {
    processes.kill(node);
  }

  /** Returns the longest time between two blocks that a node has from a moment on. */
  long longestGapMillis(int node, long fromMillis) throws IOException {
    try (HttpConnection door = HttpConnection.unix(socket(node))) {
      long height = number(door.get("/api/node/status").text(), "blockHeight");
      long later = number(door.get("/api/blocks/" + height).text(), "timestamp");
      long longest = 0;
      while (later >= fromMillis && height > 1) {
        height--;
        long time = number(door.get("/api/blocks/" + height).text(), "timestamp");
        longest = Math.max(longest, later - time);
        later = time;
      }
      return longest;
    }
  }

  private static long number(String json, String name) throws IOException {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    if (!found.find()) {
      throw new IOException("no " + name + " in " + json);
    }
    return Long.parseLong(found.group(1));
  }

  private Path socket(int node) {
    return home(directory, node).root().resolve("api.sock");
  }

  @Override
  public int size() {
    return validators;
  }

  @Override
  public double cpuSeconds() throws IOException {
    return processes.cpuSeconds();
  }

  @Override
  public Door open(int node) throws IOException {
    return new ClawDoor(socket(node));
  }

  /** Returns the name of the chain, which events carry. */
  String chain() {
    return signer.chain();
  }

  /** Opens a connection to a node's API. */
  HttpConnection api(int node) throws IOException {
    return HttpConnection.unix(socket(node));
  }

  @Override
  public byte[] event(int share, int shares, long number) {
    return signer.event(share, shares, number);
  }

  @Override
  public void close() {
    processes.stop();
    if (wire != null) {
      wire.close();
    }
  }
}
