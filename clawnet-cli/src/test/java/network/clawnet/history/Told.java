package network.clawnet.history;

/**
 * Something that a client did at a node and what it was told. Times are of one clock, nanoseconds;
 * an operation took effect, if at all, between its two times.
 */
public sealed interface Told {
  /** Returns the node that was asked. */
  int node();

  /** Returns when the client asked. */
  long asked();

  /** Returns when it had the answer. */
  long answered();

  /** What became of a payment that was handed to a node. */
  enum Fate {
    /** The node called it final. */
    FINAL,
    /** The node refused it: it is not in the ledger, and will not be. */
    REFUSED,
    /** No answer, or none that settles it. */
    UNKNOWN
  }

  /**
   * A payment was handed to a node.
   *
   * @param hash of the event
   * @param height at which it was called final; 0 otherwise
   */
  record Paid(int node, long asked, long answered, String hash, Fate fate, long height)
      implements Told {}

  /** A node told what is final of an account. */
  record Read(int node, long asked, long answered, String account, long balance, long nonce)
      implements Told {}

  /** A node lost its data directory: what it told before binds it no more. */
  record Wiped(int node, long asked, long answered) implements Told {}
}
