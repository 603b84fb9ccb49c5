package network.clawnet.p2p.gossip.sim;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What reached whom, when, and how often too often. */
public final class Deliveries {
  private static final class Published {
    final int author;
    final long atMillis;
    final BitSet reached = new BitSet();
    final List<Long> delays = new ArrayList<>();
    long copies;

    Published(int author, long atMillis) {
      this.author = author;
      this.atMillis = atMillis;
    }
  }

  private final List<Published> messages = new ArrayList<>();
  private final long deadlineMillis;
  private int measured;

  /**
   * @param deadlineMillis deliveries later than this do not count
   */
  public Deliveries(long deadlineMillis) {
    this.deadlineMillis = deadlineMillis;
  }

  /** Leaves out of all figures what was published so far. */
  public void measureFromHere() {
    measured = messages.size();
  }

  private List<Published> measured() {
    return messages.subList(measured, messages.size());
  }

  int publish(int author, long nowMillis) {
    messages.add(new Published(author, nowMillis));
    return messages.size() - 1;
  }

  /** A copy arrived, the first one or not. */
  void arrive(int message) {
    messages.get(message).copies++;
  }

  /** A node has judged the message valid. */
  void accept(int message, int node, long nowMillis) {
    Published it = messages.get(message);
    long delay = nowMillis - it.atMillis;
    if (delay <= deadlineMillis && node != it.author && !it.reached.get(node)) {
      it.reached.set(node);
      it.delays.add(delay);
    }
  }

  /** Returns the share of deliveries to {@code nodes}, less the authors, that came in time. */
  public double share(BitSet nodes) {
    long due = 0;
    long done = 0;
    for (Published it : measured()) {
      BitSet others = (BitSet) nodes.clone();
      others.clear(it.author);
      due += others.cardinality();
      others.and(it.reached);
      done += others.cardinality();
    }
    return (double) done / due;
  }

  /** Returns the median over messages of the superfluous copies that a node got of one. */
  public double medianDuplicates(int nodes) {
    double[] duplicates =
        measured().stream()
            .mapToDouble(it -> (double) (it.copies - it.reached.cardinality()) / nodes)
            .sorted()
            .toArray();
    return duplicates[duplicates.length / 2];
  }

  /** Returns the delay in milliseconds within which that share of deliveries came. */
  public long delayMillis(double quantile) {
    long[] delays =
        measured().stream()
            .flatMap(it -> it.delays.stream())
            .mapToLong(it -> it)
            .sorted()
            .toArray();
    return delays[(int) Math.min(delays.length - 1, (long) (quantile * delays.length))];
  }

  public int size() {
    return messages.size();
  }
}
