package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that pay between two accounts of a node and send each payment until they have an answer:
 * at random they hang up before it comes, or ask again although it came. A payment survives the
 * node: what had no answer when the connection broke is sent again in the next round.
 */
final class Payments {
  private static final int MAX_AMOUNT = 9;
  private static final int HANG_UP_PERCENT = 10;
  private static final int REPEAT_PERCENT = 10;
  private static final int MAX_TRIES = 50;

  private final int port;
  private final String first;
  private final String second;
  private final String run = Long.toHexString(System.nanoTime());
  private final AtomicLong made = new AtomicLong();
  private final Queue<Payment> open = new ConcurrentLinkedQueue<>();
  private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();

  /** One payment; the key stays with it over all tries. */
  record Payment(String key, boolean forth, long amount) {}

  /** A payment that the node called final. */
  record Acknowledged(Payment payment, String hash, long height) {}

  /** Pays between {@code first} and {@code second}, both unlocked at the node. */
  Payments(int port, String first, String second) {
    this.port = port;
    this.first = first;
    this.second = second;
  }

  /**
   * Lets the clients work until this many payments were ever made and answered, or until the node
   * is gone. Returns true if nothing is left open.
   */
  boolean work(int clients, long total, long seed) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Random random = new Random(seed + i);
        tasks.add(() -> client(total, random));
      }
      boolean all = true;
      for (Future<Boolean> each : threads.invokeAll(tasks)) {
        all &= each.get();
      }
      return all && open.isEmpty();
    } catch (ExecutionException e) {
      throw new AssertionError("a client failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns what the node called final, by idempotency key. */
  Map<String, Acknowledged> acknowledged() {
    return acknowledged;
  }

  /** Returns by how much the payments changed the first account, without fees. */
  long gainOfFirst() {
    long gain = 0;
    for (Acknowledged each : acknowledged.values()) {
      gain += each.payment().forth() ? -each.payment().amount() : each.payment().amount();
    }
    return gain;
  }

  /** Returns how many payments one side made. */
  long count(boolean forth) {
    return acknowledged.values().stream().filter(it -> it.payment().forth() == forth).count();
  }

  /** Fails if two payments became one event. */
  void requireOneEventEach() {
    Map<String, String> keys = new ConcurrentHashMap<>();
    acknowledged.forEach(
        (key, it) -> assertThat(keys.put(it.hash(), key)).as("event of two payments").isNull());
    assertThat(new HashSet<>(keys.values())).hasSameSizeAs(acknowledged.keySet());
  }

  private boolean client(long total, Random random) {
    try (WireClient wire = new WireClient(port)) {
      for (Payment next = take(total, random); next != null; next = take(total, random)) {
        try {
          pay(wire, next, random);
        } catch (IOException gone) {
          open.add(next);
          return false;
        }
      }
      return true;
    }
  }

  private @Nullable Payment take(long total, Random random) {
    Payment waiting = open.poll();
    if (waiting != null) {
      return waiting;
    }
    long number = made.getAndIncrement();
    if (number >= total) {
      made.decrementAndGet();
      return null;
    }
    return new Payment(run + "-" + number, random.nextBoolean(), 1L + random.nextInt(MAX_AMOUNT));
  }

  private void pay(WireClient wire, Payment payment, Random random) throws IOException {
    if (random.nextInt(100) < HANG_UP_PERCENT) {
      send(wire, payment);
      wire.close();
    }
    note(payment, ask(wire, payment));
    if (random.nextInt(100) < REPEAT_PERCENT) {
      note(payment, ask(wire, payment));
    }
  }

  private void send(WireClient wire, Payment payment) throws IOException {
    String from = payment.forth() ? first : second;
    String to = payment.forth() ? second : first;
    String body =
        "{\"did\":\"" + from + "\",\"to\":\"" + to + "\",\"amount\":" + payment.amount() + "}";
    wire.send("/api/wallet/transfer?wait=final&timeout=60", payment.key(), body);
  }

  private Reply ask(WireClient wire, Payment payment) throws IOException {
    for (int i = 0; i < MAX_TRIES; i++) {
      send(wire, payment);
      Reply reply = wire.read();
      boolean later = reply.status() == 503 || reply.status() == 429;
      if (!later && !(reply.status() == 200 && reply.text("status").equals("broadcast"))) {
        if (reply.status() >= 500) {
          throw new IOException("the node failed: " + reply);
        }
        return reply.expect(200);
      }
    }
    throw new AssertionError("never final: " + payment);
  }

  private void note(Payment payment, Reply reply) {
    Acknowledged now = new Acknowledged(payment, reply.text("txHash"), reply.number("height"));
    Acknowledged before = acknowledged.putIfAbsent(payment.key(), now);
    if (before != null && !before.equals(now)) {
      throw new AssertionError("two answers for one key: " + before + " and " + now);
    }
  }
}
