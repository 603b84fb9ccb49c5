package network.clawnet.market.kernel;

/**
 * Module bytes and due classes of the markets. Never reused. Source: docs/protocol/market.md,
 * section 8.
 */
public final class MarketModules {
  public static final byte LISTING = 16;
  public static final byte ORDER = 17;
  public static final byte BID = 18;
  public static final byte LEASE = 19;
  public static final byte ARBITER = 20;
  public static final byte RATING = 21;

  /** Orders whose deadline gives the money back. */
  public static final int DUE_ORDER_REFUND = 1;

  /** Tasks that hold money and that nobody took. */
  public static final int DUE_TASK = 2;

  /** Seats of arbiters that have been given up. */
  public static final int DUE_SEAT = 3;

  /** Orders whose deadline pays or splits. */
  public static final int DUE_ORDER_PAY = 64;

  /** Listings that hold no money. */
  public static final int DUE_LISTING = 65;

  /** Leases that end or are settled. */
  public static final int DUE_LEASE = 66;

  private MarketModules() {}
}
