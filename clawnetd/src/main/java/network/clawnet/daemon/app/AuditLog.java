package network.clawnet.daemon.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/** Every signature that this node gave. Callable from any thread. */
public interface AuditLog {
  /**
   * One signature.
   *
   * @param seq grows by one with each entry
   * @param time epoch milliseconds
   * @param type event type, or {@code cosign …}
   * @param txHash absent for a consent
   * @param credential id of the credential, absent for the operator
   * @param outcome what became of it: {@code signed}, {@code final}, or a code
   */
  record Entry(
      long seq,
      long time,
      Did did,
      String type,
      Optional<Hash> txHash,
      Optional<Tokens> amount,
      Optional<Did> to,
      Optional<String> credential,
      String outcome) {}

  /**
   * Returns entries, newest first.
   *
   * @param did absent: of all accounts
   * @param limit 1 to 100
   * @param before only entries with a smaller {@code seq}
   */
  List<Entry> page(Optional<Did> did, int limit, OptionalLong before) throws IOException;
}
