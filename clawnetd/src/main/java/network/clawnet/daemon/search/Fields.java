package network.clawnet.daemon.search;

/**
 * The names of the index's fields. A change of them, or of what is in them, needs a new version.
 */
final class Fields {
  /** The listing's hash. */
  static final String ID = "id";

  /** All words of the listing. */
  static final String TEXT = "text";

  /** The words of its title once more. */
  static final String TITLE = "title";

  /** Text of the market. */
  static final String MARKET = "market";

  /** Exactly as it was written. */
  static final String CATEGORY = "category";

  /** Exactly as they were written. */
  static final String TAG = "tag";

  /** {@code infoType=report} and its like. */
  static final String TYPE = "type";

  /** The owner's key. */
  static final String OWNER = "owner";

  /** There where it can be taken until it expires. */
  static final String OPEN = "open";

  /** Epoch milliseconds. */
  static final String EXPIRES = "expires";

  /** The price, or the least of a range. */
  static final String PRICE = "price";

  /** The price, or the most of a range. */
  static final String MAX_PRICE = "max";

  /** Where it was published: later ones are larger, and no two are the same. */
  static final String PLACE = "place";

  /** Tells two versions of a listing apart. */
  static final String STAMP = "stamp";

  private Fields() {}
}
