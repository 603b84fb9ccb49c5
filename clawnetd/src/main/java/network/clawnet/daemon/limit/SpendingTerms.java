package network.clawnet.daemon.limit;

import java.util.Optional;
import network.clawnet.core.config.LimitsSection;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.daemon.app.Credentials;

/**
 * How much may be spent.
 *
 * @param accounts what each account of this node may spend
 * @param faucet the genesis' terms, if this node holds the faucet's key
 * @param credentials where the terms of credentials are
 */
public record SpendingTerms(LimitsSection accounts, Optional<Faucet> faucet, TermsOf credentials) {
  /** Finds terms of credentials; must not block. */
  @FunctionalInterface
  public interface TermsOf {
    /** Returns the terms of a credential that is neither revoked nor expired. */
    Optional<Credentials.Terms> valid(String id);
  }
}
