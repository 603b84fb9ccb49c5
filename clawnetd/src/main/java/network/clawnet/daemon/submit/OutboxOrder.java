package network.clawnet.daemon.submit;

import java.util.Comparator;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;

/** Reads stored own events and puts each issuer's in the order of nonces. */
final class OutboxOrder {
  static final Comparator<byte[]> BY_NONCE =
      Comparator.comparingLong(bytes -> decode(bytes).envelope().nonce());

  private OutboxOrder() {}

  static SignedEvent decode(byte[] bytes) {
    try {
      return EventCodec.decode(bytes);
    } catch (EventFault e) {
      throw new IllegalStateException("the node database holds a damaged event", e);
    }
  }
}
