package network.clawnet.bench.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import network.clawnet.bench.load.HttpConnection;

/**
 * CometBFT validators with the built-in kvstore: no signature is checked and there is no tree of
 * the state, so a validator does less for an event than ours.
 */
final class CometRig implements Rig {
  private static final int FIRST_PORT = 22_000;
  private static final long START_SECONDS = 120;
  private static final long LOOK_MILLIS = 100;
  private static final int LEAST_BLOCKS = 2;

  private final Path directory;
  private final int validators;
  private final int eventBytes;
  private final Processes processes = new Processes();

  private CometRig(Path directory, int validators, int eventBytes) {
    this.directory = directory;
    this.validators = validators;
    this.eventBytes = eventBytes;
  }

  private static Path program() {
    return Path.of(System.getProperty("clawnet.root", "."), "interop/cometbft/target/peer");
  }

  /** Returns whether it was built. */
  static boolean isThere() {
    return Files.isExecutable(program());
  }

  /** Starts validators on loopback, whose events have so many bytes. */
  static CometRig start(Path directory, int validators, int eventBytes)
      throws IOException, InterruptedException {
    List<String> create =
        List.of(program().toString(), "testnet", "--v", "" + validators, "--o", directory + "/c");
    Processes.run(create, directory.resolve("create.log"));
    CometRig rig = new CometRig(directory.resolve("c"), validators, eventBytes);
    try {
      for (int i = 0; i < validators; i++) {
        rig.configure(i);
        List<String> command =
            List.of(
                program().toString(), "start", "--home", "" + rig.home(i), "--log_level", "error");
        rig.processes.start(command, Map.of(), directory.resolve("comet" + i + ".log"));
      }
      rig.awaitReady();
      return rig;
    } catch (IOException e) {
      rig.close();
      throw e;
    }
  }

  private Path home(int node) {
    return directory.resolve("node" + node);
  }

  private Path socket(int node) {
    return home(node).resolve("rpc.sock");
  }

  /** What differs from the file that {@code cometbft testnet} writes. */
  private void configure(int node) throws IOException {
    Path file = home(node).resolve("config/config.toml");
    String text = Files.readString(file);
    text =
        text.replace(
            "laddr = \"tcp://127.0.0.1:26657\"", "laddr = \"unix://" + socket(node) + "\"");
    text =
        text.replace(
            "laddr = \"tcp://0.0.0.0:26656\"", "laddr = \"tcp://127.0.0.1:" + port(node) + "\"");
    for (int i = 0; i < validators; i++) {
      text = text.replace("@node" + i + ":26656", "@127.0.0.1:" + port(i));
    }
    text = text.replaceFirst("proxy_app = \"[^\"]*\"", "proxy_app = \"kvstore\"");
    text = text.replace("max_subscriptions_per_client = 5", "max_subscriptions_per_client = 10000");
    text = text.replace("max_request_batch_size = 10\n", "max_request_batch_size = 1000\n");
    text = text.replace("timeout_commit = \"1s\"", "timeout_commit = \"0s\"");
    text = text.replace("create_empty_blocks = true", "create_empty_blocks = false");
    Files.writeString(file, text);
  }

  private static int port(int node) {
    return FIRST_PORT + node;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (height() < LEAST_BLOCKS) {
      processes.requireAll();
      if (System.nanoTime() > end) {
        throw new IOException("CometBFT makes no blocks");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private long height() {
    try (HttpConnection door = HttpConnection.unix(socket(validators - 1))) {
      String status = door.get("/status").text();
      String digits = status.replaceFirst("(?s).*\"latest_block_height\":\"([0-9]+)\".*", "$1");
      return Long.parseLong(digits);
    } catch (IOException | NumberFormatException e) {
      return 0; // not there yet
    }
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
    return new CometDoor(socket(node));
  }

  @Override
  public byte[] event(int share, int shares, long number) {
    byte[] event = new byte[eventBytes];
    Arrays.fill(event, (byte) 'x');
    byte[] key = (share + "-" + number + "=").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(key, 0, event, 0, key.length);
    return event;
  }

  @Override
  public void close() {
    processes.stop();
  }
}
