package network.clawnet.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.history.Entry;
import network.clawnet.history.Told;
import network.clawnet.wallet.transfer.Transfer;

/**
 * Somebody who pays and looks at balances through any node, writes down what is told, and now and
 * then tries to spend a nonce twice. Its accounts are its own; one thread.
 */
final class ChaosClient {
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final int WAIT_SECONDS = 8;
  private static final long FEE = 1;
  private static final int MOST_AMOUNT = 50;
  private static final int READS_IN_TEN = 4;
  private static final int TWINS_IN_TEN = 1;
  private static final int PAUSE_MILLIS = 150;

  private final List<ChaosNode> nodes;
  private final String chain;
  private final List<TestActor> own;
  private final List<TestActor> all;
  private final Random random;
  private final Queue<Told> history;
  private final Executor threads;
  private final Map<String, Entry> sent = new HashMap<>();
  private final Map<TestActor, Long> nonces = new HashMap<>();
  private volatile boolean stopped;

  /**
   * Joins a network.
   *
   * @param own accounts that nobody else pays from
   * @param all accounts of the run
   * @param history shared by all clients
   * @param threads for calls side by side
   */
  ChaosClient(
      List<ChaosNode> nodes,
      String chain,
      List<TestActor> own,
      List<TestActor> all,
      Random random,
      Queue<Told> history,
      Executor threads) {
    this.nodes = nodes;
    this.chain = chain;
    this.own = own;
    this.all = all;
    this.random = random;
    this.history = history;
    this.threads = threads;
  }

  /**
   * Returns all that was ever handed to a node, without places in the ledger. Once it has ended.
   */
  Map<String, Entry> sent() {
    return sent;
  }

  void stop() {
    stopped = true;
  }

  void run() {
    while (!stopped) {
      if (random.nextInt(10) < READS_IN_TEN) {
        read();
      }
      TestActor from = own.get(random.nextInt(own.size()));
      List<SignedEvent> rivals = new ArrayList<>(List.of(payment(from)));
      if (random.nextInt(10) < TWINS_IN_TEN) {
        rivals.add(payment(from));
      }
      spend(from, rivals);
      pause();
    }
  }

  private static String hash(SignedEvent event) {
    return "0x" + event.hash().hex();
  }

  private ChaosNode anybody() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L + random.nextInt(PAUSE_MILLIS)));
  }

  private SignedEvent payment(TestActor from) {
    TestActor to = from;
    while (to.equals(from)) {
      to = all.get(random.nextInt(all.size()));
    }
    long amount = 1L + random.nextInt(MOST_AMOUNT);
    long nonce = nonces.getOrDefault(from, 0L) + 1;
    Transfer transfer = new Transfer(to.did(), new Tokens(amount), Optional.empty());
    SignedEvent event =
        from.sign(
            new Envelope(
                chain,
                "wallet.transfer",
                from.did(),
                System.currentTimeMillis(),
                nonce,
                new Tokens(FEE),
                transfer.payload(),
                Hash.ZERO,
                List.of()));
    String hash = hash(event);
    String payer = from.did().text();
    sent.put(hash, new Entry(hash, payer, to.did().text(), amount, FEE, nonce, 0, 0));
    return event;
  }

  /** Hands rivals for one nonce to different nodes until one of them is final. */
  private void spend(TestActor from, List<SignedEvent> rivals) {
    while (!stopped) {
      List<CompletableFuture<Told.Paid>> running = new ArrayList<>();
      for (SignedEvent event : rivals) {
        ChaosNode node = anybody();
        running.add(CompletableFuture.supplyAsync(() -> pay(node, event), threads));
      }
      boolean done = false;
      for (CompletableFuture<Told.Paid> each : running) {
        Told.Paid paid = each.join();
        history.add(paid);
        done |= paid.fate() == Told.Fate.FINAL;
      }
      if (done || rivals.stream().anyMatch(this::isFinal)) {
        nonces.merge(from, 1L, Long::sum);
        return;
      }
      pause();
    }
  }

  private static Told.Paid pay(ChaosNode node, SignedEvent event) {
    String hash = hash(event);
    long asked = System.nanoTime();
    Told.Fate fate = Told.Fate.UNKNOWN;
    long height = 0;
    try {
      String path = "/api/tx?wait=final&timeout=" + WAIT_SECONDS;
      Reply reply = node.post(path, event.bytes(), PATIENCE);
      OptionalLong at = reply.optionalNumber("height");
      if (reply.status() == 200 && at.isPresent()) {
        fate = Told.Fate.FINAL;
        height = at.getAsLong();
      } else if (reply.status() >= 400 && reply.status() < 429) {
        fate = Told.Fate.REFUSED;
      }
    } catch (IOException e) {
      // no answer: nobody knows
    }
    return new Told.Paid(node.number(), asked, System.nanoTime(), hash, fate, height);
  }

  private boolean isFinal(SignedEvent event) {
    try {
      String path = "/api/tx/" + hash(event);
      Reply reply = anybody().get(path, PATIENCE);
      return reply.status() == 200 && reply.text("status").equals("final");
    } catch (IOException e) {
      return false;
    }
  }

  private void read() {
    ChaosNode node = anybody();
    String account = all.get(random.nextInt(all.size())).did().text();
    read(node, account).ifPresent(history::add);
  }

  /** Reads an account at a node; empty if it does not answer. */
  static Optional<Told.Read> read(ChaosNode node, String account) {
    long asked = System.nanoTime();
    try {
      Reply reply = node.get("/api/wallet/balance?did=" + account, PATIENCE);
      if (reply.status() != 200) {
        return Optional.empty();
      }
      long balance = reply.number("balance");
      long nonce = reply.number("nonce");
      return Optional.of(
          new Told.Read(node.number(), asked, System.nanoTime(), account, balance, nonce));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
