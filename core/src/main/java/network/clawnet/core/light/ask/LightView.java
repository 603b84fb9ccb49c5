package network.clawnet.core.light.ask;

import java.util.Optional;
import network.clawnet.core.sync.wire.CertifiedHeader;

/**
 * What a light node knows at one moment.
 *
 * @param head newest certified header; empty before the first one
 * @param epoch newest one whose validators are known
 * @param synced whether the head is the present, as far as anybody can tell
 *     (docs/protocol/light.md)
 * @param nodes full nodes that can be asked
 * @param conflict two certified histories, if they were seen: nothing is believed any more
 */
public record LightView(
    Optional<CertifiedHeader> head,
    long epoch,
    boolean synced,
    int nodes,
    Optional<String> conflict) {
  /** Returns the height of the head; 0 before the first one. */
  public long height() {
    return head.map(CertifiedHeader::height).orElse(0L);
  }
}
