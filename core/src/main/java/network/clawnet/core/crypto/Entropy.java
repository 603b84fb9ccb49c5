package network.clawnet.core.crypto;

/**
 * A source of unpredictable bytes. Shells pass {@code secureRandom::nextBytes}; nothing else makes
 * keys, salts or nonces.
 */
@FunctionalInterface
public interface Entropy {
  /** Overwrites every byte of the target. */
  void fill(byte[] target);

  /** Returns that many fresh bytes. */
  default byte[] bytes(int length) {
    byte[] out = new byte[length];
    fill(out);
    return out;
  }
}
