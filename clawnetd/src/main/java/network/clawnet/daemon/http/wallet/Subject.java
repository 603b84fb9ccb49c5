package network.clawnet.daemon.http.wallet;

import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Call;

/** Finds the account that a query is about. The ledger is public, so it may be anybody's. */
public record Subject(AccountKeys accounts) {
  /**
   * Returns the account in {@code did} or {@code address}, else the credential's, else the node's.
   */
  public Did of(Call call) throws DecodeException, Refused {
    Optional<Did> named = call.query().account("did", "address");
    if (named.isPresent()) {
      return named.get();
    }
    return call.caller() instanceof Caller.Bearer bearer ? bearer.did() : accounts.own();
  }
}
