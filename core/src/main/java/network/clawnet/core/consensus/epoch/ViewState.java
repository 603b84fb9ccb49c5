package network.clawnet.core.consensus.epoch;

import java.util.Optional;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.vote.Tally;
import org.jspecify.annotations.Nullable;

/** What is known of one view. Own votes are not here: they are in the vote book alone. */
final class ViewState {
  private final ValidatorSet set;
  private Tally tally;
  private @Nullable Vote proposal;
  private @Nullable Certificate notarization;
  private @Nullable Certificate nullification;
  private @Nullable Certificate finalization;
  private boolean heard;

  ViewState(ValidatorSet set) {
    this.set = set;
    tally = new Tally(set);
  }

  Tally tally() {
    return tally;
  }

  /** Returns the leader's vote of the first valid proposal. */
  Optional<Vote> proposal() {
    return Optional.ofNullable(proposal);
  }

  /** Keeps the first proposal; a later one changes nothing. */
  void propose(Vote vote) {
    if (proposal == null) {
      proposal = vote;
    }
  }

  Optional<Certificate> certificate(VoteKind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case NOTARIZE -> notarization;
          case NULLIFY -> nullification;
          case FINALIZE -> finalization;
        });
  }

  boolean has(VoteKind kind) {
    return certificate(kind).isPresent();
  }

  /** Returns true if some certificate lets a node leave this view. */
  boolean isCertified() {
    return notarization != null || nullification != null || finalization != null;
  }

  /** Returns the ballot of the certified block: of the finalization, else of the notarization. */
  Optional<Ballot> certifiedBlock() {
    Certificate best = finalization != null ? finalization : notarization;
    return Optional.ofNullable(best).map(Certificate::ballot);
  }

  /** Returns the certificate that best explains why a node left this view. */
  Optional<Certificate> best() {
    return certificate(VoteKind.FINALIZE)
        .or(() -> certificate(VoteKind.NOTARIZE))
        .or(() -> certificate(VoteKind.NULLIFY));
  }

  /** Keeps a certificate beside those of other kinds; the first of a kind stays. */
  void put(Certificate certificate) {
    switch (certificate.kind()) {
      case NOTARIZE -> notarization = notarization == null ? certificate : notarization;
      case NULLIFY -> nullification = nullification == null ? certificate : nullification;
      case FINALIZE -> finalization = finalization == null ? certificate : finalization;
    }
  }

  /** Returns true if a validator has shown a proposal or vote for this view. */
  boolean heard() {
    return heard;
  }

  void hear() {
    heard = true;
  }

  /** Frees the memory of single votes once they have become a certificate. */
  void forgetVotes() {
    if (isCertified()) {
      tally = new Tally(set);
    }
  }
}
