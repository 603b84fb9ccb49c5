package network.clawnet.daemon.app;

import java.io.IOException;
import java.util.Optional;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.proof.Provenance;

/**
 * What accounts hold and did. Callable from any thread; may read the disk, and waits for others on
 * a light node.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy. {@code Refused} comes from light nodes only: {@code NOT_SYNCED} if nobody proves the
 * answer in time, {@code NOT_ON_LIGHT_NODE} if it cannot be proved.
 */
public interface LedgerQueries {
  /**
   * An account as its owner sees it: {@code balance = available + pending + locked}.
   *
   * @param pending own outgoing amounts and fees that are not final yet
   * @param locked escrow, bids, stake
   * @param nonce last final nonce; 0 for an account without events
   * @param nextNonce the nonce that the node would assign now
   * @param proof present where others proved it, all but {@code pending} and {@code nextNonce}
   */
  record Balance(
      Tokens balance,
      Tokens available,
      Tokens pending,
      Tokens locked,
      long nonce,
      long nextNonce,
      Optional<Provenance> proof) {
    /** Returns a balance of the own ledger. */
    public static Balance own(
        Tokens balance,
        Tokens available,
        Tokens pending,
        Tokens locked,
        long nonce,
        long nextNonce) {
      return new Balance(balance, available, pending, locked, nonce, nextNonce, Optional.empty());
    }

    /** Returns the same balance as others proved it. */
    public Balance proved(Provenance under) {
      return new Balance(balance, available, pending, locked, nonce, nextNonce, Optional.of(under));
    }
  }

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
  Balance balance(Did did) throws IOException, Refused;

  /** Returns movements of one account, own pending ones first, then newest first. */
  HistoryPage history(HistoryPage.Query query) throws IOException, Refused;

  /** Returns the escrow with pending changes applied. */
  Optional<EscrowView> escrow(String id) throws IOException, Refused;

  /**
   * Returns escrows of one account, newest first.
   *
   * @param limit 1 to 100
   */
  EscrowView.Page escrows(Did did, EscrowRole role, int limit, int offset)
      throws IOException, Refused;

  Supply supply() throws IOException, Refused;
}
