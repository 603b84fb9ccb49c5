package network.clawnet.core.state;

import java.util.Arrays;
import network.clawnet.core.codec.Hex;

/**
 * Names one value of the replicated state: a module byte and a key within the module. Immutable;
 * ordered by module, then by unsigned key bytes.
 */
public final class StateKey implements Comparable<StateKey> {
  /** Longest key within a module, in bytes. */
  public static final int MAX_KEY_BYTES = 128;

  private final byte module;
  private final byte[] key;
  private final int hash;

  /**
   * Copies the key.
   *
   * @param key 1 to {@link #MAX_KEY_BYTES} bytes
   */
  public StateKey(byte module, byte[] key) {
    this(key.clone(), module);
  }

  private StateKey(byte[] owned, byte module) {
    if (owned.length == 0 || owned.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException("state key of " + owned.length + " bytes");
    }
    this.module = module;
    this.key = owned;
    this.hash = 31 * Arrays.hashCode(owned) + module;
  }

  /**
   * Takes over the key: the caller gives the array away.
   *
   * @param key 1 to {@link #MAX_KEY_BYTES} bytes
   */
  public static StateKey owning(byte module, byte[] key) {
    return new StateKey(key, module);
  }

  public byte module() {
    return module;
  }

  /** Returns a copy. */
  public byte[] key() {
    return key.clone();
  }

  /** Returns the module byte and the key, as stored. */
  public byte[] bytes() {
    byte[] out = new byte[1 + key.length];
    out[0] = module;
    System.arraycopy(key, 0, out, 1, key.length);
    return out;
  }

  @Override
  public int compareTo(StateKey other) {
    int byModule = Integer.compare(module & 0xff, other.module & 0xff);
    return byModule != 0 ? byModule : Arrays.compareUnsigned(key, other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateKey it
        && hash == it.hash
        && module == it.module
        && Arrays.equals(key, it.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return (module & 0xff) + ":" + Hex.encode(key);
  }
}
