package network.clawnet.core.event;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What an issuer signs. Source: docs/protocol/events.md, section 3.
 *
 * @param chain first 16 hex digits of the genesis hash
 * @param ts issuer's clock, epoch milliseconds
 * @param nonce 1 for an issuer's first event, then one more each time
 * @param fee Tokens offered; zero where the member is absent
 * @param prev hash of the issuer's last event, or {@link Hash#ZERO} where the member is absent
 * @param cosign consents of other parties, at most {@link #MAX_COSIGNERS}
 */
public record Envelope(
    String chain,
    String type,
    Did issuer,
    long ts,
    long nonce,
    Tokens fee,
    Json.Obj payload,
    Hash prev,
    List<Cosign> cosign) {
  /** Most consents that one event carries. */
  public static final int MAX_COSIGNERS = 4;

  /** Longest event type, in characters. */
  public static final int MAX_TYPE_CHARS = 64;

  public Envelope {
    cosign = List.copyOf(cosign);
  }
}
