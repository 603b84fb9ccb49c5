package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/**
 * The consensus keys that have something at stake, bonded or on its way back. Immutable.
 *
 * @param keys sorted
 */
public record Roster(SortedSet<PublicKey> keys) {
  /** Most keys with something at stake: what the end of an epoch looks at. */
  public static final int MAX = 256;

  private static final StateKey KEY = new StateKey(Bonds.MODULE, new byte[] {2});

  public Roster {
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    if (keys.size() > MAX) {
      throw new IllegalStateException("more than " + MAX + " keys with stake");
    }
  }

  public static Roster get(StateView view) {
    byte[] value = view.get(KEY);
    if (value == null) {
      return new Roster(new TreeSet<>());
    }
    try {
      ByteReader in = new ByteReader(value);
      int count = in.u16();
      List<PublicKey> keys = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        keys.add(PublicKey.of(in.raw(PublicKey.BYTES)));
      }
      in.end();
      return new Roster(new TreeSet<>(keys));
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt roster", e);
    }
  }

  /** Returns whether the key has something at stake, or could still. */
  public boolean hasRoomFor(PublicKey key) {
    return keys.size() < MAX || keys.contains(key);
  }

  boolean contains(PublicKey key) {
    return keys.contains(key);
  }

  Roster with(PublicKey key) {
    TreeSet<PublicKey> more = new TreeSet<>(keys);
    more.add(key);
    return new Roster(more);
  }

  Roster without(PublicKey key) {
    TreeSet<PublicKey> fewer = new TreeSet<>(keys);
    fewer.remove(key);
    return new Roster(fewer);
  }

  void put(Changes changes) {
    ByteWriter out = new ByteWriter(2 + keys.size() * PublicKey.BYTES).u16(keys.size());
    keys.forEach(key -> out.raw(key.bytes()));
    changes.put(KEY, out.toBytes());
  }
}
