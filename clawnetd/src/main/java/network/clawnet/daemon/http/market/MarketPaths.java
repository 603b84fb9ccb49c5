package network.clawnet.daemon.http.market;

import network.clawnet.daemon.app.market.Markets.Market;

/** Where each market is. */
public final class MarketPaths {
  /** Where listings of all markets are. */
  public static final String ANY = "/api/markets/listings";

  private MarketPaths() {}

  /** Returns the path of a market's listings. */
  public static String of(Market market) {
    return switch (market) {
      case INFO -> "/api/markets/info";
      case TASK -> "/api/markets/tasks";
      case CAPABILITY -> "/api/markets/capabilities";
    };
  }
}
