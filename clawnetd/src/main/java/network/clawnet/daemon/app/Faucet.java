package network.clawnet.daemon.app;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/** Tokens for tests: a transfer from a genesis account, where the genesis has one. */
public interface Faucet {
  /** What was given. */
  record Gift(Submission submission, Did to, Tokens amount) {}

  /**
   * Gives Tokens.
   *
   * @param amount absent: the genesis' usual amount
   * @return fails with {@link Refused}: {@code FAUCET_DISABLED}, {@code LIMIT_EXCEEDED}
   */
  CompletableFuture<Gift> give(Did to, Optional<Tokens> amount, SubmitOptions options);
}
