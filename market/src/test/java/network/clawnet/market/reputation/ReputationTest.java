package network.clawnet.market.reputation;

import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.DELIVER_MS;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.reputation.Reputation.Level;
import network.clawnet.market.testing.MarketScene;
import org.junit.jupiter.api.Test;

class ReputationTest {
  private static final long DAY_MS = 86_400_000L;
  private static final long NOW = 2_000_000_000_000L;

  private final Changes state = new Changes(key -> null);

  @Test
  void whoHasNoDealsIsAdvancedByHalf() {
    Reputation nobody = Reputation.of(state, SELLER.did(), NOW);

    assertThat(nobody.score()).isEqualTo(500);
    assertThat(nobody.level()).isEqualTo(Level.ADVANCED);
    assertThat(nobody.deals()).isZero();
  }

  @Test
  void aPaidAndReviewedDealRaisesBothSides() {
    MarketScene scene = MarketScene.withArbiter();
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    scene.expect(scene.step(OrderAction.APPROVE, BUYER, order));
    scene.expect(scene.step(OrderAction.REVIEW, BUYER, order));

    Reputation seller = Reputation.of(scene.ledger().view(), SELLER.did(), scene.ledger().time());
    Reputation buyer = Reputation.of(scene.ledger().view(), BUYER.did(), scene.ledger().time());

    assertThat(seller.dimensions())
        .isEqualTo(new Reputation.Dimensions(1_000, 1_000, 800, 525, 1_000));
    assertThat(seller.score()).isEqualTo(250 + 300 + 160 + 79 + 100);
    assertThat(seller.reviews()).isEqualTo(1);
    assertThat(seller.stars()).isEqualTo(4);
    assertThat(buyer.dimensions())
        .isEqualTo(new Reputation.Dimensions(1_000, 500, 500, 525, 1_000));
  }

  @Test
  void whoDoesNotDeliverFallsAndWhoPaidDoesNot() {
    MarketScene scene = MarketScene.withArbiter();
    scene.infoOrder();
    scene.pass(DELIVER_MS);

    Reputation seller = Reputation.of(scene.ledger().view(), SELLER.did(), scene.ledger().time());

    assertThat(seller.dimensions()).isEqualTo(new Reputation.Dimensions(0, 0, 500, 525, 1_000));
    assertThat(seller.level()).isEqualTo(Level.BEGINNER);
    assertThat(Ratings.count(scene.ledger().view(), BUYER.did())).isZero();
  }

  @Test
  void aRulingCountsForBothByTheirShares() {
    MarketScene scene = MarketScene.withArbiter();
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.DELIVER, SELLER, order));
    scene.expect(scene.step(OrderAction.DISPUTE, BUYER, order));
    scene.expect(scene.share(OrderAction.RULE, ARBITER, order, 300));

    Rating seller = Ratings.get(scene.ledger().view(), SELLER.did(), 0).orElseThrow();
    Rating buyer = Ratings.get(scene.ledger().view(), BUYER.did(), 0).orElseThrow();

    assertThat(seller.outcome()).isEqualTo(300);
    assertThat(buyer.outcome()).isEqualTo(700);
    assertThat(seller.disputed() && buyer.disputed()).isTrue();
  }

  @Test
  void whatTheSellerGivesBackByItselfCountsForNobody() {
    MarketScene scene = MarketScene.withArbiter();
    Hash order = scene.infoOrder();
    scene.expect(scene.step(OrderAction.CANCEL, SELLER, order));

    assertThat(Ratings.count(scene.ledger().view(), SELLER.did())).isZero();
    assertThat(Ratings.count(scene.ledger().view(), BUYER.did())).isZero();
  }

  @Test
  void onlyTheNewestThreeRatingsOfOnePartnerCount() {
    add(BUYER, 0, 0);
    for (int i = 0; i < 3; i++) {
      add(BUYER, 1_000, i + 1);
    }

    Reputation seller = Reputation.of(state, SELLER.did(), NOW);

    assertThat(seller.dimensions().fulfillment()).isEqualTo(1_000);
    assertThat(seller.counted()).isEqualTo(3);
    assertThat(seller.deals()).isEqualTo(4);
    add(ARBITER, 0, 5);
    assertThat(Reputation.of(state, SELLER.did(), NOW).dimensions().fulfillment()).isEqualTo(750);
  }

  @Test
  void anOldDealWeighsLessAndAnAncientOneNothing() {
    add(BUYER, 0, -180 * DAY_MS);
    add(ARBITER, 1_000, 0);

    assertThat(Reputation.of(state, SELLER.did(), NOW).dimensions().fulfillment()).isEqualTo(667);
    assertThat(Reputation.of(state, SELLER.did(), NOW + 551 * DAY_MS).counted()).isEqualTo(1);
  }

  @Test
  void theWeightIsThatOfHalvingEvery180Days() {
    for (int day = 0; day <= Decay.MAX_DAYS; day++) {
      long expected = Math.max(100_000, Math.round(1e6 * Math.pow(0.5, day / 180.0)));

      assertThat(Decay.weight(NOW - day * DAY_MS, NOW)).as("day " + day).isEqualTo((int) expected);
    }
    assertThat(Decay.weight(NOW - 731 * DAY_MS, NOW)).isZero();
    assertThat(Decay.weight(NOW - 731 * DAY_MS + 1, NOW)).isEqualTo(100_000);
    assertThat(Decay.weight(NOW + 5, NOW)).isEqualTo(Decay.FULL);
  }

  @Test
  void theLevelsBeginWhereTheySay() {
    List<Integer> borders = List.of(0, 100, 300, 500, 700, 800, 900);
    List<String> names =
        List.of("Newcomer", "Beginner", "Intermediate", "Advanced", "Expert", "Master", "Legend");

    IntStream.range(0, borders.size())
        .forEach(
            i -> {
              assertThat(level(borders.get(i)).text()).isEqualTo(names.get(i));
              assertThat(level(borders.get(i)).number()).isEqualTo(i + 1);
              assertThat(level(Math.max(0, borders.get(i) - 1)).text())
                  .isEqualTo(names.get(Math.max(0, i - 1)));
            });
    assertThat(level(750).text()).isEqualTo("Expert");
  }

  private static Level level(int score) {
    return new Reputation(score, new Reputation.Dimensions(0, 0, 0, 0, 0), 0, 0, 0, 0).level();
  }

  private void add(TestActor partner, int outcome, long after) {
    Ratings.add(
        SELLER.did(),
        new Rating(Hash.ZERO, partner.did(), Rating.Side.SELLER, NOW + after, outcome, false, 0),
        state);
  }
}
