package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One nonce spent twice, and an issuer that one validator does not like. */
class DoubleSpendTest {
  private static final int ROUNDS = Integer.getInteger("clawnet.rounds", 1_000);
  private static final int CENSORED_ROUNDS = 50;
  private static final long PURSE = 1_000_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(1);

  private final Random random = new Random(7);
  private final MemoryNetwork net = new MemoryNetwork(3);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final FullNode.Table table = new FullNode.Table(net);
  private final List<FullNode> validators = new ArrayList<>();
  private final TestActor spender = chain.payer();
  private long nonce;

  private void startValidators() {
    for (int i = 0; i < 4; i++) {
      validators.add(new FullNode(net, table, "validator " + i, chain.genesis(), true));
    }
    net.connectAll();
    net.run(Duration.ofSeconds(1));
  }

  private SignedEvent pay(TestActor payee) {
    return spender.sign(
        PayRules.envelope(
            chain.genesis().chain(),
            spender,
            net.clock().millis(),
            nonce,
            PayRules.payload(payee, 1)));
  }

  private static void submit(FullNode node, SignedEvent event) {
    var unused = node.ledger.service().submit(event.bytes());
  }

  private static boolean isFinal(FullNode node, SignedEvent event) {
    try {
      return node.ledger.database().reader().locate(event.hash()).isPresent();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("T-A1: of two spends in two halves one is final, and the other names it")
  void oneOfTwoSpendsIsFinalAndTheOtherNamesIt() {
    startValidators();
    TestActor one = new TestActor("payee one");
    TestActor other = new TestActor("payee other");
    int firstWins = 0;
    for (int round = 0; round < ROUNDS; round++) {
      firstWins += spendTwice(one, other) ? 1 : 0;
    }

    assertThat(firstWins).isBetween(1, ROUNDS - 1);
    for (FullNode node : validators) {
      var state = node.ledger.database().tree();
      assertThat(Accounts.get(state, one.did()).available().value()).isEqualTo(firstWins);
      assertThat(Accounts.get(state, other.did()).available().value())
          .isEqualTo(ROUNDS - firstWins);
      assertThat(Accounts.get(state, spender.did()).available().value())
          .isEqualTo(PURSE - 2L * ROUNDS);
    }
  }

  /** Returns whether the first of the two became final. */
  private boolean spendTwice(TestActor one, TestActor other) {
    nonce++;
    List<FullNode> order = new ArrayList<>(validators);
    Collections.shuffle(order, random);
    List<FullNode> left = order.subList(0, 2);
    List<FullNode> right = order.subList(2, 4);
    left.forEach(it -> right.forEach(that -> net.cut(it.host, that.host)));
    SignedEvent first = pay(one);
    SignedEvent second = pay(other);
    submit(left.get(0), first);
    net.run(Duration.ofMillis(random.nextInt(20)));
    submit(right.get(0), second);
    net.run(Duration.ofMillis(20 + random.nextInt(400)));
    assertThat(validators).noneMatch(it -> isFinal(it, first) || isFinal(it, second));

    left.forEach(it -> right.forEach(that -> net.heal(it.host, that.host)));
    boolean settled =
        net.runUntil(
            () -> validators.stream().allMatch(it -> isFinal(it, first) || isFinal(it, second)),
            MINUTE);

    assertThat(settled).as("settled in round " + nonce).isTrue();
    boolean firstWins = isFinal(left.get(0), first);
    assertThat(validators).allMatch(it -> isFinal(it, first) == firstWins);
    assertThat(validators).allMatch(it -> isFinal(it, second) != firstWins);
    requireNamed(
        firstWins ? right.get(0) : left.get(0),
        firstWins ? second : first,
        firstWins ? first : second);
    return firstWins;
  }

  private void requireNamed(FullNode node, SignedEvent loser, SignedEvent winner) {
    boolean told =
        net.runUntil(
            () -> node.ledger.service().dropReason(loser.hash()).isPresent(),
            Duration.ofSeconds(5));
    assertThat(told).as("dropped in round " + nonce).isTrue();
    Verdict.Reject reason = node.ledger.service().dropReason(loser.hash()).orElseThrow();
    assertThat(reason.code()).isEqualTo(AccountCodes.NONCE_USED);
    assertThat(reason.details().get("winner")).isEqualTo(Json.of(winner.hash().hex()));
  }

  @Test
  @DisplayName("T-A12: who is censored by one of four gets in within two turns of the others")
  void whoIsCensoredByOneGetsInWithinTwoTurnsOfTheOthers() throws IOException {
    startValidators();
    FullNode censor = validators.get(0);
    FullNode full = new FullNode(net, table, "observer", chain.genesis(), false);
    net.connectAll();
    net.run(Duration.ofSeconds(2));
    TestActor payee = new TestActor("payee");
    for (int round = 0; round < CENSORED_ROUNDS; round++) {
      nonce++;
      SignedEvent event = pay(payee);
      long before = full.height();
      submit(full, event);
      for (int i = 0; i < 60_000 && !isFinal(full, event); i++) {
        var unused = censor.ledger.service().ask(pool -> drop(pool, event));
        net.run(STEP);
      }
      long turns = 0;
      for (long height = before + 1; height <= full.height(); height++) {
        var block = full.ledger.database().reader().block(height).orElseThrow();
        boolean byCensor = leader(block.header().slot().proposer()).equals(censor);
        turns += byCensor ? 0 : 1;
        if (block.header().body().eventCount() > 0) {
          break;
        }
      }
      assertThat(isFinal(full, event)).isTrue();
      assertThat(turns).as("turns of others in round " + round).isLessThanOrEqualTo(2);
    }
  }

  private static boolean drop(EventPool pool, SignedEvent event) {
    pool.drop(event.hash());
    return true;
  }

  private FullNode leader(int proposer) {
    PublicKey key =
        EpochRecord.get(validators.get(1).ledger.database().tree()).current().key(proposer);
    for (int i = 0; i < validators.size(); i++) {
      if (chain.validator(i).did().key().equals(key)) {
        return validators.get(i);
      }
    }
    throw new AssertionError("nobody has " + key);
  }
}
