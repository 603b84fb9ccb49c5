package network.clawnet.p2p.gossip.rpc;

import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.peer.IdentityKey;

/** Whether a message is from whom it says. Any thread; takes 25 to 60 microseconds of it. */
public final class MessageSignature {
  private MessageSignature() {}

  /**
   * Returns whether the signature over the first four fields is the author's. A key beside it is
   * needed where the author's id does not hold it, and must be the author's in any case.
   */
  public static boolean holds(Message message) {
    Authorship it = message.authorship();
    if (it.author().isEmpty() || it.signature().isEmpty()) {
      return false;
    }
    try {
      PeerId author = PeerId.ofMultihash(it.author().get());
      byte[] signature = it.signature().get();
      Optional<PublicKey> inside = author.ed25519();
      if (inside.isPresent() && it.key().isEmpty()) {
        return Ed25519.verify(inside.get(), message.signedBytes(), signature);
      }
      if (it.key().isEmpty()) {
        return false;
      }
      IdentityKey key = IdentityKey.decode(it.key().get());
      return key.peerId().equals(author) && key.verify(message.signedBytes(), signature);
    } catch (DecodeException e) {
      return false;
    }
  }
}
