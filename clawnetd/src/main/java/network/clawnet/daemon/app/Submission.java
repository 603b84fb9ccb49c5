package network.clawnet.daemon.app;

import java.util.OptionalLong;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * An event that this node admitted: durable here, and on the ledger if it has a height.
 *
 * @param height block height; present exactly when the event is final
 * @param timestamp the event's {@code ts}, epoch milliseconds
 */
public record Submission(
    Hash hash, Did issuer, OptionalLong height, long nonce, Tokens fee, long timestamp) {
  public boolean isFinal() {
    return height.isPresent();
  }
}
