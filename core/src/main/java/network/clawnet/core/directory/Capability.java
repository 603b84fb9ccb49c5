package network.clawnet.core.directory;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;

/**
 * A capability that the ledger lists.
 *
 * @param id hash of the event that registered it
 * @param issuer who vouches for it
 * @param expires epoch milliseconds; 0 for never. An expired one stays listed until revoked
 * @param registered block time, epoch milliseconds
 * @param credentialHash of the credential, proof included; the event holds the credential itself
 */
public record Capability(
    Hash id,
    Did subject,
    Did issuer,
    Credential.Claim claim,
    long expires,
    long registered,
    Hash credentialHash) {
  /**
   * Returns whether somebody other than the subject vouches. The ledger has checked that signature;
   * whether that issuer deserves trust it does not know.
   */
  public boolean verified() {
    return !issuer.equals(subject);
  }
}
