package network.clawnet.acceptance;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents on three nodes trade with each other, and every balance ends as the rules say. {@code
 * bin/demo trade} shows it, with sales in whose middle nodes die, which take two minutes more.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class TradeAcceptanceIT {
  private static final boolean WHOLE = Boolean.getBoolean("clawnet.trade.whole");

  /** Of a leased capability. */
  private static final int CALLS = WHOLE ? 100 : 20;

  @TempDir Path directory;

  @Test
  void agentsOnThreeNodesTradeAndEveryBalanceIsWhatTheRulesSay() throws Exception {
    try (TradeScene scene = TradeScene.open(directory)) {
      TradeDeals deals = new TradeDeals(scene);
      deals.info();
      deals.taskWithBids();
      deals.taskTakenByAccept();
      deals.lease(CALLS);
      deals.contractWithADispute();
      if (WHOLE) {
        TradeFaults faults = new TradeFaults(scene, deals);
        faults.sellersNodeIsKilledAfterThePayment();
        faults.buyersNodeIsKilledAfterTheDelivery();
        faults.theNetworkIsCut();
        faults.theSellerIsGoneForGood();
      }
      scene.requireExactly();
    }
  }
}
