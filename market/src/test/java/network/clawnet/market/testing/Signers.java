package network.clawnet.market.testing;

import java.util.List;
import network.clawnet.core.testing.TestActor;

/** Who signs a step of a deal: the issuer, then those who consent. */
@SuppressWarnings("ImmutableEnumChecker") // actors of tests never change
public enum Signers {
  BUYER(MarketScene.BUYER),
  SELLER(MarketScene.SELLER),
  ARBITER(MarketScene.ARBITER),
  STRANGER(MarketScene.STRANGER),
  BUY_WITH_SEL(MarketScene.BUYER, MarketScene.SELLER),
  SEL_WITH_BUY(MarketScene.SELLER, MarketScene.BUYER),
  STR_WITH_ARB(MarketScene.STRANGER, MarketScene.ARBITER),
  STR_WITH_BOTH(MarketScene.STRANGER, MarketScene.BUYER, MarketScene.SELLER);

  private final TestActor issuer;
  private final List<TestActor> cosigners;

  Signers(TestActor issuer, TestActor... cosigners) {
    this.issuer = issuer;
    this.cosigners = List.of(cosigners);
  }

  public TestActor issuer() {
    return issuer;
  }

  public TestActor[] cosigners() {
    return cosigners.toArray(TestActor[]::new);
  }
}
