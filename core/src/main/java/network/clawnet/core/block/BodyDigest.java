package network.clawnet.core.block;

import java.util.List;
import network.clawnet.core.crypto.Hash;

/**
 * What a header says about the block's body.
 *
 * @param eventCount number of events
 * @param bodyBytes size of the encoded body in bytes, length prefixes included
 * @param eventsRoot {@link MerkleRoot} over the canonical event bytes
 */
public record BodyDigest(int eventCount, int bodyBytes, Hash eventsRoot) {
  public BodyDigest {
    if (eventCount < 0 || bodyBytes < 0) {
      throw new IllegalArgumentException("negative body size");
    }
  }

  /** Returns the digest of these canonical event bytes, in block order. */
  public static BodyDigest of(List<byte[]> events) {
    return new BodyDigest(events.size(), Block.bodyBytes(events), MerkleRoot.of(events));
  }
}
