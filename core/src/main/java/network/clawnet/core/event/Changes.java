package network.clawnet.core.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import org.jspecify.annotations.Nullable;

/**
 * A buffer of changes over a view: reads see the buffered writes. Also collects the movements of
 * money for the receipt. One owner thread.
 */
public final class Changes implements StateView {
  /** Module of the due entries, whose keys are {@link DueEntry#key}. */
  public static final byte DUE_MODULE = 7;

  private static final byte[] PRESENT = {1};

  private final StateView base;
  private final TreeMap<StateKey, Change> buffer = new TreeMap<>();
  private final List<Movement> movements = new ArrayList<>();

  public Changes(StateView base) {
    this.base = base;
  }

  @Override
  public byte @Nullable [] get(StateKey key) {
    Change change = buffer.get(key);
    return change != null ? change.value() : base.get(key);
  }

  public void put(StateKey key, byte[] value) {
    buffer.put(key, new Change(key, value));
  }

  public void delete(StateKey key) {
    buffer.put(key, new Change(key, null));
  }

  /** Arranges for {@link DueRules#onDue} at the entry's time. */
  public void schedule(DueEntry entry) {
    put(new StateKey(DUE_MODULE, entry.key()), PRESENT);
  }

  public void cancel(DueEntry entry) {
    delete(new StateKey(DUE_MODULE, entry.key()));
  }

  /** Records money moved, for the receipt; moves nothing by itself. */
  public void record(Movement movement) {
    movements.add(movement);
  }

  public List<Movement> movements() {
    return Collections.unmodifiableList(movements);
  }

  /** Returns the buffered changes by key; a live view. */
  public SortedMap<StateKey, Change> changes() {
    return Collections.unmodifiableSortedMap(buffer);
  }

  /** Copies every buffered change and movement to the buffer below. */
  public void flushTo(Changes target) {
    target.buffer.putAll(buffer);
    target.movements.addAll(movements);
  }

  /** Forgets the movements, when the next event's receipt begins. */
  public void clearMovements() {
    movements.clear();
  }
}
