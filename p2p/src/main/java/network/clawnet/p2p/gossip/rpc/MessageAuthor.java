package network.clawnet.p2p.gossip.rpc;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.p2p.peer.HostKey;

/**
 * Makes signed messages in our name. Any thread; only messages made on one thread are sure to leave
 * in the order of their numbers, which some receivers insist on.
 */
public final class MessageAuthor {
  private final HostKey key;
  private final byte[] multihash;
  private final AtomicLong sequence;

  /**
   * @param firstSequence above all that were used in earlier lives: nanoseconds since 1970
   */
  public MessageAuthor(HostKey key, long firstSequence) {
    this.key = key;
    multihash = key.peerId().multihash();
    sequence = new AtomicLong(firstSequence);
  }

  /** Returns the next message of ours, signed. */
  public Message sign(String topic, byte[] content) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sequence.getAndIncrement()).array();
    Authorship unsigned =
        new Authorship(
            Optional.of(multihash), Optional.of(number), Optional.empty(), Optional.empty());
    byte[] signature = key.sign(Message.of(topic, content, unsigned).signedBytes());
    return Message.of(topic, content, unsigned.signedWith(signature));
  }
}
