package network.clawnet.wallet.escrow;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What was fixed when an escrow was created, for good.
 *
 * @param rules 1 to {@link #MAX_RULES}, with different ids
 * @param agreed the amount that the create event named
 * @param created block time, epoch milliseconds
 * @param expiresAt block time from which the rest goes back, epoch milliseconds; 0 for never
 */
public record EscrowTerms(
    Did depositor,
    Did beneficiary,
    Optional<Did> arbiter,
    List<ReleaseRule> rules,
    Tokens agreed,
    long created,
    long expiresAt) {
  /** Most release rules of one escrow. */
  public static final int MAX_RULES = 16;

  public EscrowTerms {
    rules = List.copyOf(rules);
  }

  /** Returns whether the escrow can expire at all. */
  public boolean expires() {
    return expiresAt != 0;
  }

  /** Returns whether the rest belongs to the depositor at this block time. */
  public boolean isExpiredAt(long time) {
    return expires() && time >= expiresAt;
  }

  public Optional<ReleaseRule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
