package network.clawnet.core.tree.node;

/**
 * How many leaf buckets a module has, and which paths each one holds. Buckets split one after
 * another in path order: with 2^L + s buckets the first s ranges of level L are halved already. The
 * root does not depend on it.
 *
 * @param buckets 1 to {@link #MAX_BUCKETS}
 */
public record Geometry(int buckets) {
  /** Deepest level whose hashes fit one array. Beyond it buckets grow longer. */
  public static final int MAX_LEVEL = 25;

  public static final int MAX_BUCKETS = 1 << MAX_LEVEL;

  /** Mean number of entries that a bucket holds before the next one splits. */
  public static final int ENTRIES_PER_BUCKET = 4;

  public static final Geometry SINGLE = new Geometry(1);

  public Geometry {
    if (buckets < 1 || buckets > MAX_BUCKETS) {
      throw new IllegalArgumentException(buckets + " buckets");
    }
  }

  /** Returns the level of the ranges that are not yet halved. */
  public int level() {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(buckets);
  }

  /** Returns the number of halved ranges of {@link #level}. */
  public int halved() {
    return buckets - (1 << level());
  }

  /** Returns the level of the bucket that holds the path: {@link #level} or one more. */
  public int levelOf(long bits) {
    return index(bits, level()) < halved() ? level() + 1 : level();
  }

  /** Returns the first 32 bits of the range of the bucket that holds the path, as unsigned. */
  public int startOf(long bits) {
    int level = levelOf(bits);
    return level == 0 ? 0 : index(bits, level) << (Integer.SIZE - level);
  }

  /** Returns the position of the path among the 2^level ranges. */
  public static int index(long bits, int level) {
    return level == 0 ? 0 : (int) (bits >>> (Long.SIZE - level));
  }

  /** Returns the path bits at the start of a bucket. */
  public static long bits(int start) {
    return (long) start << Integer.SIZE;
  }

  /** Returns the geometry for so many entries; never smaller than this. */
  public Geometry grown(long entries) {
    long wanted = Math.min(MAX_BUCKETS, (entries + ENTRIES_PER_BUCKET - 1) / ENTRIES_PER_BUCKET);
    return wanted > buckets ? new Geometry((int) wanted) : this;
  }
}
