package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.epoch.KnownBlocks.KnownBlock;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.crypto.Hash;

/** Finds the block that a view builds on and what justifies it (R2, R4). */
final class Parents {
  /** Missing views that are asked for at once. */
  private static final int MAX_ASKED = 16;

  private final EpochScope scope;
  private final EpochState state;
  private final KnownBlocks blocks;
  private final Fetcher fetcher;

  Parents(EpochScope scope, EpochState state, KnownBlocks blocks, Fetcher fetcher) {
    this.scope = scope;
    this.state = state;
    this.blocks = blocks;
    this.fetcher = fetcher;
  }

  /**
   * A certified block to build on.
   *
   * @param view view of its certificate; the floor's view for the floor
   */
  record Parent(long view, Hash hash, Header header) {
    /** Returns true if only this block itself may be proposed on it (stop rule, M8). */
    boolean endsEpoch(long epoch) {
      return header.lastOfEpoch() && header.epoch() == epoch && view > 0;
    }
  }

  /**
   * Returns the certified block of a view at or above the floor; fetches what is missing.
   *
   * @param asker index of the validator to ask first, -1 for any
   */
  Optional<Parent> at(long view, int asker) {
    if (view == state.floorView()) {
      return Optional.of(new Parent(view, state.floorHash(), state.floorHeader()));
    }
    Optional<Ballot> certified = state.certifiedBlock(view);
    if (certified.isEmpty()) {
      fetcher.needView(view, asker);
      return Optional.empty();
    }
    Hash hash = certified.get().blockHash();
    Optional<Header> header = blocks.header(hash);
    if (header.isEmpty()) {
      fetcher.needBlock(hash, asker);
    }
    return header.map(it -> new Parent(view, hash, it));
  }

  /**
   * Returns true if every view strictly between is known to be nullified; fetches what is missing.
   *
   * @param asker index of the validator to ask first, -1 for any
   */
  boolean skipped(long parentView, long view, int asker) {
    int missing = 0;
    for (long between = view - 1; between > parentView && missing < MAX_ASKED; between--) {
      if (!state.has(VoteKind.NULLIFY, between)) {
        fetcher.needView(between, asker);
        missing++;
      }
    }
    return missing == 0;
  }

  /**
   * R2: returns the highest certified block below a view such that every view between is nullified.
   * A notarized block that execution found bad is passed over if its view is nullified too.
   */
  Optional<Parent> best(long view) {
    for (long below = view - 1; below > state.floorView(); below--) {
      Optional<Ballot> certified = state.certifiedBlock(below);
      boolean nullified = state.has(VoteKind.NULLIFY, below);
      if (certified.isPresent() && !(nullified && isBad(certified.get().blockHash()))) {
        return at(below, -1);
      }
      if (!nullified) {
        fetcher.needView(below, -1);
        return Optional.empty();
      }
    }
    return at(state.floorView(), -1);
  }

  /** Returns the hash that a leader of this view most likely builds on; needs nothing. */
  Hash likely(long view) {
    for (long below = view - 1; below > state.floorView(); below--) {
      Optional<Ballot> certified = state.certifiedBlock(below);
      if (certified.isPresent()) {
        return certified.get().blockHash();
      }
    }
    return state.floorHash();
  }

  /** Returns the certificates that a proposal on this parent carries (R3). */
  List<Certificate> justification(long parentView, long view) {
    List<Certificate> certificates = new ArrayList<>();
    if (parentView == state.floorView()) {
      Certificate floor = state.floorCertificate();
      if (floor != null && floor.epoch() == scope.epoch()) {
        certificates.add(floor);
      }
    } else {
      state
          .known(parentView)
          .flatMap(
              it -> it.certificate(VoteKind.FINALIZE).or(() -> it.certificate(VoteKind.NOTARIZE)))
          .ifPresent(certificates::add);
    }
    for (long between = view - 1;
        between > parentView && certificates.size() < Proposal.MAX_JUSTIFICATION;
        between--) {
      state
          .known(between)
          .flatMap(it -> it.certificate(VoteKind.NULLIFY))
          .ifPresent(certificates::add);
    }
    return certificates;
  }

  private boolean isBad(Hash hash) {
    return blocks.find(hash).filter(it -> it.verdict() == KnownBlock.Verdict.BAD).isPresent();
  }
}
