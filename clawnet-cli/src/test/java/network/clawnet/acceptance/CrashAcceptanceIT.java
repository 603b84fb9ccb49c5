package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.GenesisCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed at random moments under load. {@code bin/crash --cycles N --seed S} runs
 * more of it.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class CrashAcceptanceIT {
  private static final int CYCLES = Integer.getInteger("clawnet.crash.cycles", 6);
  private static final long SEED = Long.getLong("clawnet.crash.seed", 1L);
  private static final int CLIENTS = 16;
  private static final int MOST_MILLIS = 1_500;
  private static final int MOST_PAYMENTS = 500;

  @TempDir Path directory;

  @Test
  void keepsEveryPaymentItCalledFinalAndContradictsNoVote() throws Exception {
    Random random = new Random(SEED);
    try (NodeProcess node = NodeProcess.dev(new TestHome(directory)).start()) {
      TwoAccounts accounts = new TwoAccounts(node.api());
      Payments payments = new Payments(node.api().port(), accounts.first(), accounts.second());
      OwnVotes votes = new OwnVotes(consensusKey(node));
      Set<String> checked = new HashSet<>();

      for (int cycle = 0; cycle < CYCLES; cycle++) {
        killUnderLoad(node, payments, random);
        votes.read(node.data().resolve("journal"), directory.resolve("journal-copy"));
        node.start();
        accounts.requireAll(fresh(payments, checked));
        node.clawnet("verify").expect(0);
        System.out.printf(
            Locale.ROOT,
            "cycle %d: %d payments final, votes in %d views%n",
            cycle + 1,
            payments.acknowledged().size(),
            votes.views());
      }

      long enough = (long) payments.acknowledged().size() + CLIENTS;
      assertThat(payments.work(CLIENTS, enough, random.nextLong())).isTrue();
      accounts.requireAll(payments.acknowledged().values());
      accounts.requireExactly(payments);
      node.clawnet("verify").expect(0);
      assertThat(votes.views()).isPositive();
    }
  }

  /**
   * Kills after some payments, or after some time: even before the first one, or while it starts.
   */
  private static void killUnderLoad(NodeProcess node, Payments payments, Random random)
      throws InterruptedException, ExecutionException, IOException {
    long seed = random.nextLong();
    CompletableFuture<Boolean> load = CompletableFuture.supplyAsync(() -> load(payments, seed));
    if (random.nextInt(3) == 0) {
      pass(random.nextInt(MOST_MILLIS));
    } else {
      long enough = payments.acknowledged().size() + 1L + random.nextInt(MOST_PAYMENTS);
      Waiting.until(
          TestHome.LIMIT,
          () -> load.isDone() || payments.acknowledged().size() >= enough,
          () -> "no payments\n" + node.output());
    }
    assertThat(load).as(node::output).isNotDone();
    node.kill();
    load.get();
    if (random.nextInt(3) == 0) {
      node.launch();
      pass(random.nextInt(MOST_MILLIS));
      node.kill();
    }
  }

  private static boolean load(Payments payments, long seed) {
    try {
      return payments.work(CLIENTS, Long.MAX_VALUE, seed);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets time pass: this is the moment of a fault, not a wait for something. */
  private static void pass(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Returns what was called final since the last time, and notes it. */
  private static List<Payments.Acknowledged> fresh(Payments payments, Set<String> checked) {
    List<Payments.Acknowledged> out = new ArrayList<>();
    payments
        .acknowledged()
        .forEach(
            (key, it) -> {
              if (checked.add(key)) {
                out.add(it);
              }
            });
    return out;
  }

  private static PublicKey consensusKey(NodeProcess node) throws IOException {
    try {
      byte[] genesis = Files.readAllBytes(node.directory().resolve("genesis.json"));
      return GenesisCodec.decode(genesis).validators().get(0).consensusKey();
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }
}
