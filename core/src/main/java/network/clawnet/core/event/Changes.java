package network.clawnet.core.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  /** Values of the view below that are kept, so that what is read again costs no second look. */
  private static final int MAX_REMEMBERED = 65_536;

  private final StateView base;
  private final boolean remembers;
  private final LinkedHashMap<StateKey, Change> buffer = new LinkedHashMap<>();
  private final LinkedHashMap<StateKey, Change> read = new LinkedHashMap<>();
  private final List<Movement> movements = new ArrayList<>();

  /**
   * Starts without changes.
   *
   * @param base must not change under this buffer; another buffer may, as long as only this one
   *     writes to it
   */
  public Changes(StateView base) {
    this.base = base;
    this.remembers = !(base instanceof Changes);
  }

  @Override
  public byte @Nullable [] get(StateKey key) {
    Change change = buffer.get(key);
    if (change != null) {
      return change.value();
    }
    return remembers ? remembered(key) : base.get(key);
  }

  private byte @Nullable [] remembered(StateKey key) {
    Change known = read.get(key);
    if (known != null) {
      return known.value();
    }
    byte[] value = base.get(key);
    if (read.size() < MAX_REMEMBERED) {
      read.put(key, new Change(key, value));
    }
    return value;
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

  /** Returns the changes buffered so far, by key. */
  public SortedMap<StateKey, Change> changes() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(buffer));
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
