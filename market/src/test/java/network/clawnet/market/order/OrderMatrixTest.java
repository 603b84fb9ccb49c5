package network.clawnet.market.order;

import static network.clawnet.market.testing.MarketScene.ARBITER;
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
import network.clawnet.market.testing.MarketScene;
import network.clawnet.market.testing.Matrix;
import network.clawnet.market.testing.Matrix.Clock;
import network.clawnet.market.testing.Signers;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tries every cell of {@link OrderTable} with a correctly signed event. */
class OrderMatrixTest {
  private static final Map<Order.State, Stage> STAGES = new EnumMap<>(Order.State.class);

  /** A scene with one order in one state. */
  private record Stage(MarketScene scene, Hash order) {
    Stage copy() {
      return new Stage(scene.copy(), order);
    }

    Order now() {
      return scene.order(order);
    }
  }

  @BeforeAll
  static void buildOneStageOfEachState() {
    for (Order.State state : Order.State.values()) {
      Stage stage = stage(state);
      assertThat(stage.now().state()).isEqualTo(state);
      assertThat(stage.now().agreement().arbiter()).contains(ARBITER.did());
      STAGES.put(state, stage);
    }
  }

  @Test
  void everyCellIsAllowedOrAnswersItsOwnCode() {
    int cells =
        Matrix.check(
            EnumSet.allOf(Order.State.class),
            EnumSet.allOf(OrderAction.class),
            OrderTable::expected,
            OrderMatrixTest::tryOut);

    assertThat(cells).isEqualTo(7 * 2 * 11 * 8);
  }

  @Test
  void infoIsNeitherRevisedNorRejected() {
    MarketScene scene = MarketScene.withArbiter();
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));

    assertThat(Verdicts.of(scene.step(OrderAction.REVISE, BUYER, order))).isEqualTo("ORDER_KIND");
    assertThat(Verdicts.of(scene.step(OrderAction.REJECT, BUYER, order))).isEqualTo("ORDER_KIND");
  }

  @Test
  void anOrderThatIsNotThereIsNotFound() {
    MarketScene scene = MarketScene.start();
    for (OrderAction action : OrderAction.values()) {
      Stage stage = Objects.requireNonNull(STAGES.get(Order.State.ACTIVE)).copy();
      Json.Obj payload = stage.scene().payload(action, stage.order());

      Verdict verdict = scene.submit(BUYER, action.type(), payload);

      assertThat(Verdicts.of(verdict)).as(action.type()).isEqualTo("ORDER_NOT_FOUND");
    }
  }

  private static Stage stage(Order.State state) {
    MarketScene scene = MarketScene.withArbiter();
    Hash order = scene.taskOrder();
    if (state == Order.State.ACTIVE) {
      return new Stage(scene, order);
    }
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    switch (state) {
      case ACTIVE, DELIVERED -> {}
      case REJECTED -> scene.expect(scene.step(OrderAction.REJECT, BUYER, order));
      case DISPUTED -> scene.expect(scene.step(OrderAction.DISPUTE, BUYER, order));
      case PAID -> scene.expect(scene.step(OrderAction.APPROVE, BUYER, order));
      case REFUNDED -> scene.expect(scene.step(OrderAction.CANCEL, SELLER, order));
      case SPLIT -> scene.expect(scene.step(OrderAction.SPLIT, SELLER, order, BUYER));
    }
    return new Stage(scene, order);
  }

  private static String tryOut(Order.State state, Clock clock, OrderAction action, Signers who) {
    Stage stage = Objects.requireNonNull(STAGES.get(state)).copy();
    MarketScene scene = stage.scene();
    Order before = stage.now();
    if (clock == Clock.AT_DEADLINE) {
      scene.ledger().holdDueBack(true);
      scene.ledger().setTime(before.progress().deadline());
    }
    long supply = scene.ledger().tokens();

    Verdict verdict = scene.step(action, who.issuer(), stage.order(), who.cosigners());

    boolean changed = !stage.now().equals(before);
    assertThat(changed).as("the order changes exactly if accepted").isEqualTo(verdict.accepted());
    assertThat(scene.ledger().tokens()).isEqualTo(supply);
    assertThat(scene.locked(BUYER)).isEqualTo(stage.now().state().isFinal() ? 0 : 1_000);
    return Verdicts.of(verdict);
  }
}
