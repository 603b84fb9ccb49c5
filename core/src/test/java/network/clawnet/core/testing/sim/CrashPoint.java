package network.clawnet.core.testing.sim;

/** Counts the durability points that a node passes and ends its process at a chosen one. */
final class CrashPoint {
  /** Ends the process from inside: no handler of the node may take it for a fault of its own. */
  static final class Reached extends Error {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;
    private final long restartAfterNs;

    Reached(Fault fault, long restartAfterNs) {
      super("crash point", null, false, false);
      this.fault = fault;
      this.restartAfterNs = restartAfterNs;
    }

    Fault fault() {
      return fault;
    }

    long restartAfterNs() {
      return restartAfterNs;
    }
  }

  private final int node;
  private final long at;
  private final Fault fault;
  private final long restartAfterNs;
  private long passed;

  /**
   * @param at number of the point, from 0; negative for none
   */
  CrashPoint(int node, long at, Fault fault, long restartAfterNs) {
    this.node = node;
    this.at = at;
    this.fault = fault;
    this.restartAfterNs = restartAfterNs;
  }

  static CrashPoint none() {
    return new CrashPoint(-1, -1, Fault.KILL, 0);
  }

  void pass(int atNode) {
    if (atNode == node && passed++ == at) {
      throw new Reached(fault, restartAfterNs);
    }
  }

  @Override
  public String toString() {
    return fault + " of n" + node + " at point " + at;
  }

  long passed() {
    return passed;
  }
}
