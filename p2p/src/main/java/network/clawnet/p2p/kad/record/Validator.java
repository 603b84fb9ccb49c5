package network.clawnet.p2p.kad.record;

import java.util.List;

/**
 * Which values a namespace admits and which of several is the best. Called on the DHT's thread for
 * bytes from anyone: must be quick, bounded and never throw.
 */
public interface Validator {
  /**
   * Returns whether the value may stand under the key.
   *
   * @param key the whole key, namespace included
   */
  boolean isValid(byte[] key, byte[] value);

  /**
   * Returns the index of the best of at least one valid value. The first of equals, so that peers
   * need no correction.
   */
  int select(byte[] key, List<byte[]> values);
}
