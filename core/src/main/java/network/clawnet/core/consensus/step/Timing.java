package network.clawnet.core.consensus.step;

/**
 * Local timing policy; no validity rule depends on it.
 *
 * @param deltaNs assumed bound of one message delay
 * @param buildNs time to build a block
 * @param executeNs time to execute a block and to fsync the journal
 * @param lingerNs how old a view is before its leader proposes what waits: the least time between
 *     blocks of few events; 0 in a set of one, which spares nobody
 * @param listenNs how long a starting validator listens for messages under its own key before it
 *     signs; 0 signs at once; never waited for when the own weight is a quorum
 */
public record Timing(long deltaNs, long buildNs, long executeNs, long lingerNs, long listenNs) {
  private static final long MS = 1_000_000;

  /** Views that could have taken all their time while a validator that seems away was silent. */
  private static final int SILENT_VIEWS = 12;

  /** Returns the default for real networks: 500 ms delay, 20 ms linger. */
  public static Timing network() {
    Timing timing = new Timing(500 * MS, 500 * MS, 500 * MS, 20 * MS, 0);
    return timing.withListenNs(2 * timing.advanceNs());
  }

  /**
   * Returns the default for validators on one machine, which share its cores: each block costs all
   * of them, so under load there shall be few.
   */
  public static Timing machine() {
    Timing timing = new Timing(200 * MS, 200 * MS, 200 * MS, 15 * MS, 0);
    return timing.withListenNs(2 * timing.advanceNs());
  }

  public Timing withListenNs(long value) {
    return new Timing(deltaNs, buildNs, executeNs, lingerNs, value);
  }

  /** Returns t_l: how long a leader has to show a proposal. */
  public long leaderNs() {
    return 2 * deltaNs + buildNs;
  }

  /** Returns t_a: how long a view has to end. */
  public long advanceNs() {
    return 3 * deltaNs + buildNs + executeNs;
  }

  /** Returns how long a validator has been silent that seems to be away; 30 s in a real network. */
  public long silenceNs() {
    return SILENT_VIEWS * advanceNs();
  }

  /** Returns t_r: the time between retries, before jitter. */
  public long retryNs() {
    return 2 * deltaNs;
  }
}
