package network.clawnet.market.arbiter;

import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.SECOND;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static network.clawnet.market.testing.MarketScene.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.directory.IdentityCreates;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.order.PlaceRules;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private static final long UNBONDING = MarketParams.DEFAULT.unbondingMs();

  private final MarketScene scene = MarketScene.start();

  @Test
  void aSeatCostsItsPriceAndOneDidHasOne() {
    assertThat(Verdicts.of(stake("999"))).isEqualTo("ARBITER_STAKE");
    assertThat(Verdicts.of(stake("1001"))).isEqualTo("ARBITER_STAKE");
    scene.expect(scene.stake(ARBITER));

    assertThat(scene.locked(ARBITER)).isEqualTo(1_000);
    assertThat(Verdicts.of(scene.stake(ARBITER))).isEqualTo("ARBITER_EXISTS");
    assertThat(Seats.list(scene.ledger().view(), 0, 10)).containsExactly(ARBITER.did());
  }

  @Test
  void theMoneyComesBackAfterTheUnbondingTimeAndNotBefore() {
    scene.expect(scene.stake(ARBITER));
    scene.expect(unstake(ARBITER));
    assertThat(Verdicts.of(unstake(ARBITER))).isEqualTo("ARBITER_NOT_FOUND");

    scene.pass(UNBONDING - 1);
    assertThat(scene.locked(ARBITER)).isEqualTo(1_000);
    assertThat(Verdicts.of(scene.stake(ARBITER))).isEqualTo("ARBITER_EXISTS");
    scene.pass(1);

    assertThat(scene.locked(ARBITER)).isZero();
    assertThat(scene.available(ARBITER)).isEqualTo(EACH);
    assertThat(scene.ledger().keys(Changes.DUE_MODULE)).isEmpty();
    scene.expect(scene.stake(ARBITER));
  }

  @Test
  void whoLeavesIsReplacedByTheLast() {
    for (TestActor actor : List.of(ARBITER, SECOND, THIRD)) {
      scene.expect(scene.stake(actor));
    }

    scene.expect(unstake(ARBITER));
    assertThat(Seats.list(scene.ledger().view(), 0, 10)).containsExactly(THIRD.did(), SECOND.did());
    scene.expect(unstake(SECOND));
    assertThat(Seats.list(scene.ledger().view(), 0, 10)).containsExactly(THIRD.did());
    scene.expect(unstake(THIRD));
    assertThat(Seats.list(scene.ledger().view(), 0, 10)).isEmpty();
  }

  @Test
  void theDrawIsEvenAndNeverAParty() {
    for (TestActor actor : MarketScene.ALL) {
      scene.expect(scene.stake(actor));
    }
    Map<Did, Integer> drawn = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      Hash deal = Hash.sha256(new byte[] {(byte) i, (byte) (i >> 8)});
      draw(deal).ifPresent(it -> drawn.merge(it, 1, Integer::sum));
    }

    assertThat(drawn.keySet())
        .containsExactlyInAnyOrder(ARBITER.did(), STRANGER.did(), SECOND.did(), THIRD.did());
    // the two after the parties inherit their turns: at most three of six turns for one
    assertThat(drawn.values()).allSatisfy(times -> assertThat(times).isBetween(250, 1_100));
    assertThat(drawn.values().stream().mapToInt(it -> it).sum()).isEqualTo(2_000);
  }

  @Test
  void theDrawFollowsFromTheDealAndItsBlock() {
    for (TestActor actor : MarketScene.ALL) {
      scene.expect(scene.stake(actor));
    }
    Hash deal = Hash.sha256(new byte[] {7});

    assertThat(draw(deal)).isEqualTo(draw(deal));
    long different = 0;
    for (int height = 1; height <= 50; height++) {
      Optional<Did> other =
          Seats.draw(
              scene.ledger().view(), deal, new BlockContext(height, 1), BUYER.did(), SELLER.did());
      different += other.equals(draw(deal)) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(20);
  }

  @Test
  void anArbiterWhomThePartiesControlIsNotEligible() {
    scene.expect(scene.stake(ARBITER));
    Json.Obj document =
        Json.object()
            .put("id", ARBITER.did().text())
            .put("controller", SELLER.did().text())
            .build();
    scene.make(ARBITER, IdentityCreates.TYPE, Json.object().put("document", document).build());
    Hash listing = scene.info(SELLER, 10);

    assertThat(Verdicts.of(scene.place(BUYER, listing))).isEqualTo("ARBITER_NONE");
  }

  @Test
  void anOrderWithoutAnArbiterSaysSoBeforeItsPayment() {
    Hash listing = scene.info(SELLER, 10);

    assertThat(Verdicts.of(scene.place(BUYER, listing))).isEqualTo("ARBITER_NONE");
    assertThat(scene.locked(BUYER)).isZero();
    scene.make(
        BUYER, PlaceRules.PLACE, scene.placePayload(listing).put("withoutArbiter", true).build());
    assertThat(scene.order(scene.lastEvent()).agreement().arbiter()).isEmpty();
  }

  private Optional<Did> draw(Hash deal) {
    return Seats.draw(
        scene.ledger().view(), deal, new BlockContext(9, 99), BUYER.did(), SELLER.did());
  }

  private Verdict stake(String amount) {
    return scene.submit(ARBITER, SeatRules.STAKE, Json.object().put("amount", amount).build());
  }

  private Verdict unstake(TestActor actor) {
    return scene.submit(actor, SeatRules.UNSTAKE, Json.Obj.EMPTY);
  }
}
