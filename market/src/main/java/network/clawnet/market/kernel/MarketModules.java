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
  public static final byte CONTRACT = 22;

  /** Orders whose deadline gives the money back. */
  public static final int DUE_ORDER_REFUND = 1;

  /** Tasks that hold money and that nobody took. */
  public static final int DUE_TASK = 2;

  /** Seats of arbiters that have been given up. */
  public static final int DUE_SEAT = 3;

  /** Contracts whose next deadline gives a milestone's money back. */
  public static final int DUE_CONTRACT_REFUND = 4;

  /** Orders whose deadline pays or splits. */
  public static final int DUE_ORDER_PAY = 64;

  /** Listings that hold no money. */
  public static final int DUE_LISTING = 65;

  /** Leases that end or are settled. */
  public static final int DUE_LEASE = 66;

  /** Contracts whose next deadline pays or splits, or that nobody has funded. */
  public static final int DUE_CONTRACT_PAY = 67;

  private MarketModules() {}
}
