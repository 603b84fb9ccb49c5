package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.history.Entry;
import network.clawnet.history.HistoryCheck;
import network.clawnet.history.Told;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network under faults: nodes in namespaces of their own, clients that pay through all of them,
 * and a nemesis. What clients were told must fit one ledger, and all nodes must end with the same.
 * {@code bin/chaos} runs more of it; docs/chaos.md says what it means.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
final class ChaosAcceptanceIT {
  private static final double MINUTES = Double.parseDouble(option("minutes", inCi() ? "2" : "0"));
  private static final long SEED =
      Long.parseLong(option("seed", Long.toString(System.nanoTime() & 0xffffff)));
  private static final int VALIDATORS = Integer.parseInt(option("validators", "4"));
  private static final int FULL = Integer.parseInt(option("full", "2"));
  private static final int LIGHT = Integer.parseInt(option("light", "0"));
  private static final String EPOCH = option("epoch", "30s");
  private static final Path FAKETIME =
      Path.of(option("faketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"));

  /** Below this the run is a short one, whose faults are short, too. */
  private static final double SHORT_MINUTES = 5;

  private static final int SHORT_SECONDS = 6;
  private static final int LONG_SECONDS = 30;
  private static final int REST_SECONDS = 3;
  private static final int CLIENTS = 6;
  private static final int ACCOUNTS_EACH = 3;
  private static final long BALANCE = 100_000;
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int SMALL_MIB = 256;

  @TempDir Path directory;

  private final long started = System.nanoTime();
  private final Random random = new Random(SEED);
  private final Queue<Told> history = new ConcurrentLinkedQueue<>();
  private final List<TestActor> accounts = new ArrayList<>();
  private final List<ChaosNode> nodes = new ArrayList<>();
  private final List<ChaosClient> clients = new ArrayList<>();

  private static String option(String name, String standard) {
    return System.getProperty("clawnet.chaos." + name, standard);
  }

  /** Two minutes belong to CI and not to every {@code mvn verify}. */
  private static boolean inCi() {
    return "true".equals(System.getenv("CI"));
  }

  private static String obstacle(TestHome home, Path wire) throws IOException {
    if (MINUTES == 0) {
      return "it runs in CI, with bin/chaos, or with -Dclawnet.chaos.minutes=N";
    }
    return Files.isExecutable(wire) ? Island.obstacle(home) : "needs bin/interop-peers wire";
  }

  private void say(String format, Object... values) {
    double seconds = (System.nanoTime() - started) / 1e9;
    String text = String.format(Locale.ROOT, format, values);
    System.out.printf(Locale.ROOT, "chaos %7.1f %s%n", seconds, text);
  }

  @Test
  void whatClientsWereToldFitsOneLedgerWhateverHappens() throws Exception {
    TestHome home = new TestHome(directory);
    Path wire = Path.of(Programs.path("clawnet")).resolveSibling("../interop/wire/target/peer");
    String obstacle = obstacle(home, wire);
    if (!obstacle.isEmpty()) {
      System.err.println("SKIPPED: chaos: " + obstacle);
    }
    Assumptions.assumeTrue(obstacle.isEmpty(), "SKIPPED: " + obstacle);
    say("seed %d, %.1f minutes, bin/chaos --seed %d repeats it", SEED, MINUTES, SEED);
    for (int i = 0; i < CLIENTS * ACCOUNTS_EACH; i++) {
      accounts.add(new TestActor("chaos " + i));
    }
    try (Island island = Island.open(home)) {
      ChaosFaults faults = settle(home, island, wire.toRealPath());
      ExecutorService threads = Executors.newCachedThreadPool();
      try {
        torment(faults, threads);
      } finally {
        clients.forEach(ChaosClient::stop);
        threads.shutdown();
      }
      assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
      conclude();
    }
  }

  // ---- before

  private ChaosFaults settle(TestHome home, Island island, Path wire) throws IOException {
    Path network = create(home);
    List<Json.Obj> listed = new ArrayList<>();
    LocalNetwork.list(network.resolve("nodes.json")).forEach(it -> listed.add((Json.Obj) it));
    String chain = enrich(network, listed);
    List<String> places = listed.stream().map(it -> LocalNetwork.text(it, "name")).toList();
    island.wire(places, List.of(wire.toString(), "--seed", "" + SEED), directory);
    boolean clock = Files.exists(FAKETIME);
    if (!clock) {
      System.err.println("SKIPPED: chaos: no clock steps, there is no " + FAKETIME);
    }
    Path time = Files.writeString(directory.resolve("clock"), "+0\n");
    int stepped = Math.max(0, VALIDATORS - 2);
    for (int i = 0; i < listed.size(); i++) {
      Path nodeHome = Path.of(LocalNetwork.text(listed.get(i), "dataDir"));
      Map<String, String> environment = environment(listed, i);
      if (clock && i == stepped) {
        environment.putAll(fakeTime(time));
      }
      nodes.add(new ChaosNode(island, i, places.get(i), nodeHome, environment));
    }
    ChaosNode small = nodes.get(VALIDATORS - 1);
    shrink(island, small);
    nodes.forEach(ChaosNode::launch);
    Optional<ChaosNode> set = clock ? Optional.of(nodes.get(stepped)) : Optional.empty();
    ChaosFaults.Parts parts =
        new ChaosFaults.Parts(small, set, time, FAKETIME.toString(), history::add);
    ChaosFaults faults = new ChaosFaults(island, nodes, random, parts);
    faults.awaitAll();
    invite(chain);
    say("%d nodes are ready: %s", nodes.size(), String.join(" ", places));
    return faults;
  }

  private static Path create(TestHome home) throws IOException {
    Path network = home.path().resolve("n");
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE);
    List<String> create = new ArrayList<>(List.of("network", "create"));
    create.addAll(List.of("--validators", "" + VALIDATORS, "--full", "" + FULL));
    create.addAll(List.of("--dir", network.toString(), "--epoch", EPOCH));
    if (LIGHT > 0) {
      create.addAll(List.of("--light", "" + LIGHT));
    }
    home.run("clawnet", create.toArray(String[]::new)).expect(0);
    return network;
  }

  /** Puts a node's data onto a small file system. */
  private static void shrink(Island island, ChaosNode node) {
    island.run("mkdir -m 700 -p " + node.data());
    island.run("mount -t tmpfs -o mode=700,size=" + SMALL_MIB + "m tmpfs " + node.data());
  }

  private void invite(String chain) {
    ExecutorService calls = Executors.newCachedThreadPool(ChaosAcceptanceIT::daemon);
    for (int i = 0; i < CLIENTS; i++) {
      List<TestActor> own = accounts.subList(i * ACCOUNTS_EACH, (i + 1) * ACCOUNTS_EACH);
      Random chance = new Random(random.nextLong());
      clients.add(new ChaosClient(nodes, chain, own, accounts, chance, history, calls));
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "chaos-call");
    thread.setDaemon(true);
    return thread;
  }

  private static Map<String, String> environment(List<Json.Obj> listed, int node) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      if (i != node) {
        String address = LocalNetwork.text(listed.get(i), "p2pAddr");
        others.add(address.replace("127.0.0.1", "10.98.0." + (i + 1)));
      }
    }
    Map<String, String> out = new LinkedHashMap<>();
    out.put("CLAWNET_P2P_BOOTSTRAP", String.join(",", others));
    out.put("CLAWNET_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xms96m -Xmn48m -Xmx320m");
    return out;
  }

  private static Map<String, String> fakeTime(Path file) {
    return Map.of(
        "LD_PRELOAD",
        FAKETIME.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /** Gives the clients' accounts Tokens in block 0; returns the chain's name. */
  private String enrich(Path network, List<Json.Obj> listed) throws IOException {
    try {
      Path first =
          network.resolve(LocalNetwork.text(listed.get(0), "name")).resolve("genesis.json");
      Genesis plain = GenesisCodec.decode(Files.readAllBytes(first));
      SortedMap<Did, Tokens> balances = new TreeMap<>(plain.allocation().balances());
      accounts.forEach(it -> balances.put(it.did(), new Tokens(BALANCE)));
      Genesis rich =
          new Genesis(
              plain.network(),
              plain.name(),
              plain.time(),
              plain.params(),
              new Genesis.Allocation(balances, plain.allocation().treasury()),
              plain.validators(),
              plain.faucet());
      for (Json.Obj node : listed) {
        Path home = network.resolve(LocalNetwork.text(node, "name"));
        Files.write(home.resolve("genesis.json"), GenesisCodec.encode(rich));
      }
      return rich.chain();
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  // ---- faults

  private void torment(ChaosFaults faults, ExecutorService threads) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    clients.forEach(it -> running.add(threads.submit(it::run)));
    Set<ChaosFault.Kind> kinds = EnumSet.allOf(ChaosFault.Kind.class);
    if (!Files.exists(FAKETIME)) {
      kinds.remove(ChaosFault.Kind.CLOCK);
    }
    long end = System.nanoTime() + (long) (MINUTES * 60e9);
    List<ChaosFault.Kind> plan = new ArrayList<>();
    Set<ChaosFault.Kind> fired = EnumSet.noneOf(ChaosFault.Kind.class);
    int most = MINUTES < SHORT_MINUTES ? SHORT_SECONDS : LONG_SECONDS;
    while (System.nanoTime() < end || !fired.containsAll(kinds)) {
      if (plan.isEmpty()) {
        plan.addAll(kinds);
        Collections.shuffle(plan, random);
      }
      ChaosFault.Kind kind = plan.remove(0);
      ChaosFault fault = faults.of(kind);
      long before = finals();
      say("%s begins: %s", kind, fault.begin());
      pass(2 + random.nextInt(most - 1));
      say("%s ends: %s; %d payments final meanwhile", kind, fault.end(), finals() - before);
      fired.add(kind);
      requireAlive();
      pass(REST_SECONDS);
      faults.awaitAll();
      requireAlive();
    }
    say("all faults fired: %s", fired);
    for (Future<?> each : running) {
      assertThat(each.isDone()).isFalse(); // a client that died says nothing
    }
  }

  private void requireAlive() {
    for (ChaosNode node : nodes) {
      if (node.hasFailed()) {
        throw new AssertionError(node.name() + " ended by itself\n" + node.tail(60));
      }
    }
  }

  private long finals() {
    return history.stream()
        .filter(it -> it instanceof Told.Paid paid && paid.fate() == Told.Fate.FINAL)
        .count();
  }

  /** Lets time pass: this is the length of a fault, not a wait for something. */
  private static void pass(int seconds) {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
  }

  // ---- after

  private void conclude() throws IOException {
    long height = height(nodes.get(0));
    for (ChaosNode node : nodes) {
      height = Math.max(height, height(node));
    }
    long highest = height;
    for (ChaosNode node : nodes) {
      Waiting.until(
          SETTLES_WITHIN,
          () -> height(node) >= highest,
          () -> node.name() + " stays below block " + highest + "\n" + node.tail(30));
    }
    Set<String> roots = new TreeSet<>();
    for (ChaosNode node : nodes) {
      Reply block = node.get("/api/blocks/" + highest, PATIENCE).expect(200);
      roots.add(block.text("stateRoot"));
    }
    say("block %d on all nodes, state %s", highest, roots);
    assertThat(roots).hasSize(1);
    for (ChaosNode node : nodes) {
      for (TestActor account : accounts) {
        history.add(ChaosClient.read(node, account.did().text()).orElseThrow());
      }
    }
    List<Entry> ledger = ledger();
    Map<String, Long> opening = new HashMap<>();
    accounts.forEach(it -> opening.put(it.did().text(), BALANCE));
    List<String> faults = HistoryCheck.faults(opening, ledger, List.copyOf(history));
    say(
        "%d answers, %d payments called final, %d in the ledger, %d contradictions",
        history.size(), finals(), ledger.size(), faults.size());
    faults.stream().limit(20).forEach(it -> say("CONTRADICTION %s", it));
    assertThat(finals()).isPositive();
    assertThat(faults).isEmpty();
  }

  private static long height(ChaosNode node) throws IOException {
    return node.get("/api/node/status", PATIENCE).expect(200).number("blockHeight");
  }

  /** Returns what is final of all that was ever handed to a node. */
  private List<Entry> ledger() throws IOException {
    List<Entry> out = new ArrayList<>();
    for (ChaosClient client : clients) {
      for (Entry sent : client.sent().values()) {
        Reply reply = nodes.get(0).get("/api/tx/" + sent.hash(), PATIENCE);
        if (reply.status() == 200 && reply.text("status").equals("final")) {
          out.add(
              new Entry(
                  sent.hash(),
                  sent.from(),
                  sent.to(),
                  sent.amount(),
                  sent.fee(),
                  sent.nonce(),
                  reply.number("height"),
                  (int) reply.number("index")));
        }
      }
    }
    return out;
  }
}
