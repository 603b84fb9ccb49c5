package network.clawnet.core.journal;

/** Ends an attempt to open a journal; never leaves the package. */
final class Damage extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String WAY_OUT =
      "Put the undamaged file back (never one from a backup), or move the journal directory away:"
          + " a validator among others signs again from the next epoch; a lone one can only"
          + " begin a new network, in a new data directory";
  private final transient Opening.Refused refused;

  Damage(String file, long offset, String reason) {
    this(new Opening.Refused(file, offset, reason, WAY_OUT));
  }

  Damage(Opening.Refused refused) {
    super(refused.reason());
    this.refused = refused;
  }

  Opening.Refused refused() {
    return refused;
  }
}
