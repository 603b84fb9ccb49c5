package network.clawnet.daemon.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.proof.Provenance;

/**
 * An escrow with the pending changes that this node knows.
 *
 * @param amount all that was ever funded
 * @param remaining amount − released − refunded
 * @param state {@code pending, funded, releasing, released, refunded} or {@code settled}
 * @param expired whether {@code expiresAt} will have passed in the next block
 * @param resourcePrev what the next action on this escrow must name
 * @param lastEvent hash of the last event that touched it
 * @param pending whether that event is not final yet
 * @param proof present where others proved it
 */
public record EscrowView(
    String id,
    Did depositor,
    Did beneficiary,
    Optional<Did> arbiter,
    Tokens amount,
    Tokens released,
    Tokens refunded,
    Tokens remaining,
    String state,
    List<ReleaseRule> releaseRules,
    long createdAt,
    OptionalLong expiresAt,
    boolean expired,
    Hash resourcePrev,
    Hash lastEvent,
    boolean pending,
    Optional<Provenance> proof) {
  public EscrowView {
    releaseRules = List.copyOf(releaseRules);
  }

  /** Returns the same escrow as others proved it. */
  public EscrowView proved(Provenance under) {
    return new EscrowView(
        id,
        depositor,
        beneficiary,
        arbiter,
        amount,
        released,
        refunded,
        remaining,
        state,
        releaseRules,
        createdAt,
        expiresAt,
        expired,
        resourcePrev,
        lastEvent,
        pending,
        Optional.of(under));
  }

  /**
   * Who may release.
   *
   * @param by {@code depositor, beneficiary, arbiter} or {@code both}
   * @param notBefore epoch milliseconds of ledger time
   */
  public record ReleaseRule(String id, String by, OptionalLong notBefore) {}

  /**
   * Part of an account's escrows.
   *
   * @param total all that match
   */
  public record Page(List<EscrowView> escrows, long total) {
    public Page {
      escrows = List.copyOf(escrows);
    }
  }
}
