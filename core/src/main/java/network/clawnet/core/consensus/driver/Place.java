package network.clawnet.core.consensus.driver;

import java.util.Comparator;

/** A view of an epoch; ordered as they follow one another. */
record Place(long epoch, long view) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::epoch).thenComparingLong(Place::view);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
