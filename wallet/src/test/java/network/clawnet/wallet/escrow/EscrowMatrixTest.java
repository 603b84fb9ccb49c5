package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.EscrowTable;
import network.clawnet.wallet.testing.EscrowTable.Action;
import network.clawnet.wallet.testing.EscrowTable.Actor;
import network.clawnet.wallet.testing.EscrowTable.Clock;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tries every cell of {@link EscrowTable} with a correctly signed event. */
class EscrowMatrixTest {
  private static final Map<Escrow.State, EscrowScene> SCENES = new EnumMap<>(Escrow.State.class);

  @BeforeAll
  static void buildOneSceneOfEachState() {
    for (Escrow.State state : Escrow.State.values()) {
      EscrowScene scene = scene(state);
      assertThat(scene.escrow().state()).isEqualTo(state);
      SCENES.put(state, scene);
    }
  }

  @Test
  void everyCellIsAllowedOrAnswersItsOwnCode() {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Escrow.State state : Escrow.State.values()) {
      for (Clock clock : Clock.values()) {
        for (Action action : EscrowTable.actions()) {
          for (Actor actor : Actor.values()) {
            String name = state + " " + clock + ": " + action + " by " + actor;
            expected.put(name, EscrowTable.expected(state, clock, action, actor));
            actual.put(name, tryOut(state, clock, action, actor));
          }
        }
      }
    }

    assertThat(actual).isEqualTo(expected);
    assertThat(actual).hasSize(6 * 2 * 8 * 8);
  }

  private static EscrowScene scene(Escrow.State state) {
    EscrowScene scene = EscrowScene.start();
    scene.expect(scene.create(EscrowScene.create(100, state != Escrow.State.PENDING)));
    switch (state) {
      case PENDING, FUNDED -> {}
      case RELEASING -> scene.expect(scene.release(ALICE, "depositor", 40));
      case RELEASED -> scene.expect(scene.release(ALICE, "depositor", 100));
      case REFUNDED -> scene.expect(scene.refund(BOB, 100));
      case SETTLED -> {
        scene.expect(scene.release(ALICE, "depositor", 40));
        scene.expect(scene.refund(BOB, 60));
      }
    }
    return scene;
  }

  private static String tryOut(Escrow.State state, Clock clock, Action action, Actor actor) {
    EscrowScene scene = Objects.requireNonNull(SCENES.get(state)).copy();
    if (clock == Clock.AT_EXPIRY) {
      scene.ledger().holdDueBack(true);
      scene.ledger().setTime(EscrowScene.EXPIRES_AT);
    }
    Escrow before = scene.escrow();
    long supply = scene.ledger().tokens();

    Verdict verdict =
        scene.submit(
            actor.issuer(),
            action.type(),
            payload(action, scene),
            actor.cosigners().toArray(TestActor[]::new));

    boolean changed = !scene.escrow().equals(before);
    assertThat(changed).as("the escrow changes exactly if accepted").isEqualTo(verdict.accepted());
    assertThat(scene.ledger().tokens()).isEqualTo(supply);
    assertThat(scene.ledger().account(ALICE).locked()).isEqualTo(scene.escrow().remaining());
    return Verdicts.of(verdict);
  }

  private static Json.Obj payload(Action action, EscrowScene scene) {
    Tokens ten = new Tokens(10);
    return switch (action.type()) {
      case EscrowCreates.TYPE ->
          new EscrowCreate(
                  Optional.of(EscrowScene.ID),
                  new TestActor("somebody else").did(),
                  ten,
                  List.of(new ReleaseRule("r", ReleaseRule.By.DEPOSITOR, 0)),
                  Optional.empty(),
                  0,
                  true)
              .payload();
      case EscrowFunds.TYPE -> new EscrowFund(EscrowScene.ID, ten, scene.last()).payload();
      case EscrowReleases.TYPE ->
          new EscrowRelease(EscrowScene.ID, ten, action.by().orElseThrow().text(), scene.last())
              .payload();
      case EscrowRefunds.TYPE ->
          new EscrowRefund(EscrowScene.ID, ten, "why", scene.last()).payload();
      case EscrowExpires.TYPE -> new EscrowExpire(EscrowScene.ID, scene.last()).payload();
      default -> throw new AssertionError("no payload for " + action.type());
    };
  }
}
