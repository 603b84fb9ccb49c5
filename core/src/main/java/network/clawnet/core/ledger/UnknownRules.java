package network.clawnet.core.ledger;

/**
 * A block follows rules that this program does not know. The node must stop before it: whoever
 * guessed would have another state than the network.
 */
public final class UnknownRules extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnknownRules(long height, int version, int known) {
    super(
        "block "
            + height
            + " follows version "
            + version
            + " of the rules, and this program knows version "
            + known
            + ": install a newer one. Everything before that block is kept");
  }
}
