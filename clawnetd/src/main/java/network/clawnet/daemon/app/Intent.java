package network.clawnet.daemon.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What an account wants to put on the ledger, before it is an event: whatever is absent the node
 * fills in.
 *
 * @param issuer an account of this node
 * @param type the event type, for example {@code wallet.transfer}
 * @param payload the event's payload as docs/protocol/events.md defines it: amounts are decimal
 *     strings
 * @param nonce absent: the next one, never the same for two concurrent calls
 * @param fee absent: the lowest that passes
 * @param prev the issuer's last event hash, or absent
 * @param ts epoch milliseconds; absent: the node's clock
 * @param cosign consents of other parties
 */
public record Intent(
    Did issuer,
    String type,
    Json.Obj payload,
    OptionalLong nonce,
    Optional<Tokens> fee,
    Optional<Hash> prev,
    OptionalLong ts,
    List<Cosign> cosign) {
  public Intent {
    cosign = List.copyOf(cosign);
  }

  /** Returns an intent in which the node fills in all it can. */
  public static Intent of(Did issuer, String type, Json.Obj payload) {
    return new Intent(
        issuer,
        type,
        payload,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }
}
