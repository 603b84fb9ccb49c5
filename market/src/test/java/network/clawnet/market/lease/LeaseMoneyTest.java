package network.clawnet.market.lease;

import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.DELIVER_MS;
import static network.clawnet.market.testing.MarketScene.DISPUTE_MS;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.REVIEW_MS;
import static network.clawnet.market.testing.MarketScene.SELLER;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.reputation.Ratings;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who has what after each way in which a lease can end, and who cheats in vain. */
class LeaseMoneyTest {
  private static final long PERIOD_MS = 3_000;

  private final MarketScene scene = MarketScene.withArbiter();

  @Test
  void paysTheLastTotalThatBothHaveSignedAndTheRestGoesBack() {
    Hash lease = scene.unitLease();
    scene.expect(scene.meter(SELLER, lease, 40, BUYER));
    scene.expect(scene.meter(SELLER, lease, 70, BUYER));

    scene.expect(scene.step(LeaseAction.END, BUYER, lease, SELLER));

    assertMoney(EACH - 700, EACH + 679, 21);
    assertSettled(lease, 700);
    assertThat(Ratings.count(scene.ledger().view(), SELLER.did())).isEqualTo(1);
  }

  @Test
  void anEndByOneSideLeavesTimeToBringTheLastTotal() {
    Hash lease = scene.unitLease();
    scene.expect(scene.step(LeaseAction.END, BUYER, lease));
    scene.pass(REVIEW_MS - 1);
    scene.expect(scene.meter(SELLER, lease, 30, BUYER));

    scene.pass(1);

    assertMoney(EACH - 300, EACH + 291, 9);
    assertSettled(lease, 300);
  }

  @Test
  void anUnusedLeaseThatNobodyEndsGoesBackByItself() {
    Hash lease = scene.unitLease();

    scene.pass(DELIVER_MS - 1);
    assertThat(scene.lease(lease).state()).isEqualTo(Lease.State.ACTIVE);
    scene.pass(1);
    assertThat(scene.lease(lease).state()).isEqualTo(Lease.State.CLOSING);
    scene.pass(REVIEW_MS);

    assertMoney(EACH, EACH, 0);
    assertSettled(lease, 0);
    assertThat(Ratings.count(scene.ledger().view(), SELLER.did())).isZero();
  }

  @Test
  void anybodyClosesStepByStepWhatNoBlockHadRoomFor() {
    Hash lease = scene.unitLease();
    scene.ledger().holdDueBack(true);
    scene.ledger().setTime(scene.lease(lease).deadline() + REVIEW_MS);

    scene.expect(scene.step(LeaseAction.CLOSE, STRANGER, lease));
    assertThat(scene.lease(lease).state()).isEqualTo(Lease.State.CLOSING);
    scene.expect(scene.step(LeaseAction.CLOSE, STRANGER, lease));

    assertSettled(lease, 0);
  }

  @Test
  void aRulingPaysBetweenTheTotalAndTheClaim() {
    Hash lease = claimed();

    assertThat(Verdicts.of(rule(lease, 199))).isEqualTo("LEASE_SHARE");
    assertThat(Verdicts.of(rule(lease, 593))).isEqualTo("LEASE_SHARE");
    scene.expect(rule(lease, 592));

    assertThat(scene.available(ARBITER)).isEqualTo(EACH - 1_000 + 8);
    assertMoney(EACH - 600, EACH + 592 - 17, 17);
    assertSettled(lease, 592);
  }

  @Test
  void whatTheRenterHasNotSignedIsNotPaidInSilence() {
    Hash lease = claimed();

    scene.pass(DISPUTE_MS);

    assertMoney(EACH - 200, EACH + 194, 6);
    assertSettled(lease, 200);
    assertThat(Seats.count(scene.ledger().view())).isZero();
  }

  @Test
  void aRenterWhoConcedesEndsTheDispute() {
    Hash lease = claimed();

    assertThat(Verdicts.of(scene.meter(SELLER, lease, 61, BUYER))).isEqualTo("LEASE_QUOTA");
    scene.expect(scene.meter(SELLER, lease, 60, BUYER));

    assertMoney(EACH - 600, EACH + 582, 18);
    assertSettled(lease, 600);
  }

  @Test
  @DisplayName("T-F10: use a lease beyond its quota")
  void nothingBeyondTheQuotaIsRentedMeteredOrClaimed() {
    Hash listing = scene.capability(SELLER);
    assertThat(Verdicts.of(scene.rent(BUYER, listing, 101))).isEqualTo("LEASE_QUOTA");
    scene.expect(scene.rent(BUYER, listing, 50));
    Hash lease = scene.lastEvent();

    assertThat(Verdicts.of(scene.meter(SELLER, lease, 51, BUYER))).isEqualTo("LEASE_QUOTA");
    scene.expect(scene.meter(SELLER, lease, 50, BUYER));
    assertThat(Verdicts.of(scene.meter(SELLER, lease, 50, BUYER))).isEqualTo("LEASE_METER_BACK");
    assertThat(Verdicts.of(scene.meter(SELLER, lease, 49, BUYER))).isEqualTo("LEASE_METER_BACK");
    scene.expect(scene.step(LeaseAction.END, SELLER, lease));
    Json.Obj more = scene.onLease(lease).put("units", 51).put("reason", "r").build();
    assertThat(Verdicts.of(scene.submit(SELLER, LeaseAction.CLAIM.type(), more)))
        .isEqualTo("LEASE_QUOTA");
  }

  @Test
  @DisplayName("T-F11: report ten times the usage")
  void usageThatIsReportedTenfoldHasNoConsent() {
    Hash lease = scene.unitLease();
    Json.Obj seven = Json.object().put("leaseId", lease.hex()).put("units", 7).build();
    String type = LeaseAction.METER.type();
    List<Cosign> consent = List.of(BUYER.consent(scene.ledger().chain(), type, seven));
    Json.Obj seventy = seven.with("units", Json.of(70));

    assertThat(Verdicts.of(scene.submit(SELLER, type, seventy))).isEqualTo("LEASE_COSIGN_MISSING");
    assertThat(
            Verdicts.of(
                scene
                    .ledger()
                    .submit(
                        SELLER.sign(scene.ledger().envelope(SELLER, type, seventy, 0, consent)))))
        .isEqualTo("COSIGN_INVALID");
    assertThat(scene.lease(lease).metered()).isZero();
  }

  @Test
  @DisplayName("T-F12: the renter refuses to countersign")
  void aRenterWhoRefusesToSignCostsTheProviderOneCallAndNoLock() {
    Hash lease = scene.unitLease();
    scene.expect(scene.meter(SELLER, lease, 6, BUYER));
    assertThat(Verdicts.of(scene.meter(SELLER, lease, 7))).isEqualTo("LEASE_COSIGN_MISSING");
    scene.expect(scene.step(LeaseAction.END, SELLER, lease));
    Json.Obj seventh = scene.onLease(lease).put("units", 7).put("reason", "log").build();
    scene.expect(scene.submit(SELLER, LeaseAction.CLAIM.type(), seventh));

    scene.expect(rule(lease, 69));

    assertMoney(EACH - 70, EACH + 69 - 2, 2);
    assertSettled(lease, 69);
  }

  @Test
  void withoutAnArbiterNothingIsClaimed() {
    MarketScene bare = MarketScene.start();
    Hash listing = bare.capability(SELLER);
    Json.Obj payload = bare.rentPayload(listing, 10).put("withoutArbiter", true).build();
    assertThat(Verdicts.of(bare.rent(BUYER, listing, 10))).isEqualTo("ARBITER_NONE");
    Hash lease = bare.make(BUYER, LeaseStart.START, payload);
    bare.expect(bare.step(LeaseAction.END, SELLER, lease));

    assertThat(Verdicts.of(bare.step(LeaseAction.CLAIM, SELLER, lease))).isEqualTo("ARBITER_NONE");
  }

  @Test
  void aRenterPaysThePeriodsThatHaveBegun() {
    Hash lease = subscription();
    scene.ledger().setTime(scene.ledger().time() + PERIOD_MS);

    scene.expect(scene.step(LeaseAction.END, BUYER, lease));

    assertSettled(lease, 200);
    assertMoney(EACH - 200, EACH + 194, 6);
  }

  @Test
  void aProviderWhoBreaksOffIsPaidWholePeriods() {
    Hash lease = subscription();
    scene.ledger().setTime(scene.ledger().time() + 2 * PERIOD_MS - 1);

    scene.expect(scene.step(LeaseAction.END, SELLER, lease));

    assertSettled(lease, 100);
  }

  @Test
  void aSubscriptionThatRunsOutIsPaidInFullAndCountsNoUnits() {
    Hash lease = subscription();
    assertThat(Verdicts.of(scene.meter(SELLER, lease, 1, BUYER))).isEqualTo("LEASE_PLAN");

    scene.pass(4 * PERIOD_MS - 1);
    assertThat(scene.lease(lease).state()).isEqualTo(Lease.State.ACTIVE);
    scene.pass(1);

    assertSettled(lease, 400);
  }

  @Test
  void aLeaseCostsUnitsTimesPriceAndNothingElse() {
    Hash listing = scene.capability(SELLER);
    Json.Obj cheap = scene.rentPayload(listing, 10).put("amount", "99").build();

    assertThat(Verdicts.of(scene.submit(BUYER, LeaseStart.START, cheap)))
        .isEqualTo("PRICE_MISMATCH");
    assertThat(Verdicts.of(scene.rent(SELLER, listing, 1))).isEqualTo("DEAL_WITH_SELF");
    assertThat(Verdicts.of(scene.rent(BUYER, scene.info(SELLER, 5), 1))).isEqualTo("LISTING_KIND");
    Json.Obj plan = Json.object().put("type", "pay_per_use").put("price", "" + Tokens.MAX).build();
    Json.Obj two = scene.rentPayload(listing, 2).build();
    Hash dear = scene.capability(SELLER, plan);
    Json.Obj overflow =
        two.with("listingId", Json.of(dear.hex())).with("resourcePrev", Json.of(dear.hex()));
    assertThat(Verdicts.of(scene.submit(BUYER, LeaseStart.START, overflow)))
        .isEqualTo("PRICE_MISMATCH");
  }

  /** A lease in dispute: both have signed 20 units, the provider claims 60. */
  private Hash claimed() {
    Hash lease = scene.unitLease();
    scene.expect(scene.meter(SELLER, lease, 20, BUYER));
    scene.expect(scene.step(LeaseAction.END, SELLER, lease));
    scene.expect(scene.step(LeaseAction.CLAIM, SELLER, lease));
    return lease;
  }

  /** A lease of four periods for 100 Token each. */
  private Hash subscription() {
    Json.Obj plan =
        Json.object()
            .put("type", "subscription")
            .put("price", "100")
            .put("periodMs", PERIOD_MS)
            .put("maxPeriods", 4)
            .build();
    scene.expect(scene.rent(BUYER, scene.capability(SELLER, plan), 4));
    return scene.lastEvent();
  }

  private Verdict rule(Hash lease, long toProvider) {
    return scene.submit(
        ARBITER,
        LeaseAction.RULE.type(),
        scene.onLease(lease).put("toProvider", Long.toString(toProvider)).build());
  }

  private void assertMoney(long renter, long provider, long treasury) {
    assertThat(scene.available(BUYER)).as("renter").isEqualTo(renter);
    assertThat(scene.available(SELLER)).as("provider").isEqualTo(provider);
    assertThat(Treasury.get(scene.ledger().view()).balance())
        .as("treasury")
        .isEqualTo(new Tokens(treasury));
  }

  private void assertSettled(Hash id, long paid) {
    Lease lease = scene.lease(id);
    assertThat(lease.state()).isEqualTo(Lease.State.SETTLED);
    assertThat(lease.paid()).isEqualTo(new Tokens(paid));
    assertThat(scene.locked(BUYER)).isZero();
    assertThat(scene.listing(lease.rental().listing()).running()).isZero();
  }
}
