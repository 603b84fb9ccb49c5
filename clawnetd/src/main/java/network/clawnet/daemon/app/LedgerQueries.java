package network.clawnet.daemon.app;

import java.io.IOException;
import java.util.Optional;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What accounts hold and did. Callable from any thread; may read the disk, never waits for others.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface LedgerQueries {
  /**
   * An account as its owner sees it: {@code balance = available + pending + locked}.
   *
   * @param pending own outgoing amounts and fees that are not final yet
   * @param locked escrow, bids, stake
   * @param nonce last final nonce; 0 for an account without events
   * @param nextNonce the nonce that the node would assign now
   */
  record Balance(
      Tokens balance,
      Tokens available,
      Tokens pending,
      Tokens locked,
      long nonce,
      long nextNonce) {}

  /** Where all Tokens are: {@code supply = treasury + locked + circulating}. */
  record Supply(Tokens supply, Tokens treasury, Tokens locked, Tokens circulating) {}

  /** Which side of an escrow an account is on. */
  enum EscrowRole {
    DEPOSITOR,
    BENEFICIARY,
    ARBITER,
    ALL
  }

  /** Returns the account's balance; zeros for one that the ledger has never seen. */
  Balance balance(Did did) throws IOException;

  /** Returns movements of one account, own pending ones first, then newest first. */
  HistoryPage history(HistoryPage.Query query) throws IOException;

  /** Returns the escrow with pending changes applied. */
  Optional<EscrowView> escrow(String id) throws IOException;

  /**
   * Returns escrows of one account, newest first.
   *
   * @param limit 1 to 100
   */
  EscrowView.Page escrows(Did did, EscrowRole role, int limit, int offset) throws IOException;

  Supply supply() throws IOException;
}
