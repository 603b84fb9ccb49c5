package network.clawnet.core.event;

import java.util.SortedSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What a rule may know of the event besides its payload.
 *
 * @param cosigners parties whose consent was verified
 */
public record EventContext(
    Hash hash, Did issuer, Tokens fee, SortedSet<Did> cosigners, BlockContext block) {
  /** Returns whether {@code did} signed, as issuer or as cosigner. */
  public boolean signedBy(Did did) {
    return issuer.equals(did) || cosigners.contains(did);
  }
}
