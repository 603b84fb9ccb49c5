package network.clawnet.market.lease;

import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.market.testing.Answers;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.market.testing.Matrix;
import network.clawnet.market.testing.Matrix.Clock;
import network.clawnet.market.testing.Signers;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may do what to a lease: every cell of state × clock × action × actor, tried with a correctly
 * signed event. The cells come from the enums, the answers from the tables below.
 */
class LeaseMatrixTest {
  // as in OrderTable: who rents buys, who provides sells
  private static final String ACTIVE =
      """
      METER | half  | half  | party | party | ok    | ok    | party | ok
      END   | ok    | ok    | party | party | ok    | ok    | party | ok
      CLAIM | pro   | state | pro   | pro   | state | state | pro   | state
      RULE  | arb   | arb   | state | arb   | arb   | arb   | state | arb
      CLOSE | early | early | early | early | early | early | early | early
      """;
  private static final String CLOSING =
      """
      METER | half  | half  | party | party | ok    | ok    | party | ok
      END   | half  | half  | party | party | ok    | ok    | party | ok
      CLAIM | pro   | ok    | pro   | pro   | ok    | ok    | pro   | ok
      RULE  | arb   | arb   | state | arb   | arb   | arb   | state | arb
      CLOSE | early | early | early | early | early | early | early | early
      """;
  private static final String DISPUTED =
      """
      METER | half  | half  | party | party | ok    | ok    | party | ok
      END   | half  | half  | party | party | ok    | ok    | party | ok
      CLAIM | pro   | state | pro   | pro   | state | state | pro   | state
      RULE  | arb   | arb   | ok    | arb   | arb   | arb   | ok    | arb
      CLOSE | early | early | early | early | early | early | early | early
      """;

  private static final Map<Lease.State, MarketScene> SCENES = new EnumMap<>(Lease.State.class);
  private static final Map<Lease.State, Hash> LEASES = new EnumMap<>(Lease.State.class);

  @BeforeAll
  static void buildOneSceneOfEachState() {
    for (Lease.State state : Lease.State.values()) {
      MarketScene scene = MarketScene.withArbiter();
      Hash lease = scene.unitLease();
      if (state != Lease.State.ACTIVE) {
        scene.expect(scene.step(LeaseAction.END, BUYER, lease));
      }
      switch (state) {
        case ACTIVE, CLOSING -> {}
        case DISPUTED -> scene.expect(scene.step(LeaseAction.CLAIM, SELLER, lease));
        case SETTLED -> scene.expect(scene.step(LeaseAction.END, SELLER, lease, BUYER));
      }
      assertThat(scene.lease(lease).state()).isEqualTo(state);
      SCENES.put(state, scene);
      LEASES.put(state, lease);
    }
  }

  @Test
  void everyCellIsAllowedOrAnswersItsOwnCode() {
    int cells =
        Matrix.check(
            EnumSet.allOf(Lease.State.class),
            EnumSet.allOf(LeaseAction.class),
            LeaseMatrixTest::expected,
            LeaseMatrixTest::tryOut);

    assertThat(cells).isEqualTo(4 * 2 * 5 * 8);
  }

  @Test
  void aLeaseThatIsNotThereIsNotFound() {
    MarketScene empty = MarketScene.start();
    for (LeaseAction action : LeaseAction.values()) {
      MarketScene scene = Objects.requireNonNull(SCENES.get(Lease.State.ACTIVE));
      Json.Obj payload =
          scene.payload(action, Objects.requireNonNull(LEASES.get(Lease.State.ACTIVE)));

      assertThat(Verdicts.of(empty.submit(BUYER, action.type(), payload)))
          .as(action.type())
          .isEqualTo("LEASE_NOT_FOUND");
    }
  }

  private static String tryOut(Lease.State state, Clock clock, LeaseAction action, Signers who) {
    MarketScene scene = Objects.requireNonNull(SCENES.get(state)).copy();
    Hash lease = Objects.requireNonNull(LEASES.get(state));
    Lease before = scene.lease(lease);
    if (clock == Clock.AT_DEADLINE) {
      scene.ledger().holdDueBack(true);
      scene.ledger().setTime(before.deadline());
    }
    long supply = scene.ledger().tokens();

    Verdict verdict = scene.step(action, who.issuer(), lease, who.cosigners());

    Lease after = scene.lease(lease);
    assertThat(!after.equals(before))
        .as("changes exactly if accepted")
        .isEqualTo(verdict.accepted());
    assertThat(scene.ledger().tokens()).isEqualTo(supply);
    assertThat(scene.locked(BUYER)).isEqualTo(after.state() == Lease.State.SETTLED ? 0 : 1_000);
    return Verdicts.of(verdict);
  }

  private static String expected(Lease.State state, Clock clock, LeaseAction action, Signers who) {
    String word =
        switch (state) {
          case ACTIVE -> Answers.parse(ACTIVE).word(action, who);
          case CLOSING -> Answers.parse(CLOSING).word(action, who);
          case DISPUTED -> Answers.parse(DISPUTED).word(action, who);
          case SETTLED -> "done";
        };
    if (clock == Clock.AT_DEADLINE) {
      boolean alone = word.equals("half") && action == LeaseAction.END;
      word = Answers.overdue(alone ? "ok" : word);
    }
    return Answers.code("LEASE_", word);
  }
}
