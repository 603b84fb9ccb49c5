package network.clawnet.core.stake.event;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.message.SignedBallot;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.Slashing;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code consensus.evidence}: anybody shows that a key contradicted itself; it is
 * slashed once and for ever. Source: docs/protocol/events.md, section 6.5.
 */
public final class EvidenceReports implements Rules<EvidenceReport> {
  public static final String TYPE = "consensus.evidence";

  private final Hash chainId;
  private final StakeParams params;
  private final SignatureCheck signatures;

  EvidenceReports(Hash chainId, StakeParams params, SignatureCheck signatures) {
    this.chainId = chainId;
    this.params = params;
    this.signatures = signatures;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.SETTLEMENT;
  }

  @Override
  public int executionUnits() {
    return 300;
  }

  /** It has no fee, and must not wait until whoever cheated has left with the stake. */
  @Override
  public boolean isUrgent() {
    return true;
  }

  @Override
  public EvidenceReport decode(Json.Obj payload) throws DecodeException {
    return EvidenceReport.decode(payload);
  }

  @Override
  public Tokens minimumFee(EvidenceReport event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(EvidenceReport event, EventContext context, StateView view) {
    if (Bonds.get(view, event.validator()) == null) {
      return Ownership.notFound();
    }
    return Ownership.alive(event.validator(), view)
        .then(() -> recent(event, view))
        .then(() -> signed(event));
  }

  @Override
  public void apply(EvidenceReport event, EventContext context, Changes changes) {
    Slashing.apply(event.validator(), params, context.block(), changes);
  }

  private Verdict recent(EvidenceReport event, StateView view) {
    long epoch = EpochRecord.get(view).epoch();
    return event.first().ballot().epoch() >= epoch - params.evidenceEpochs()
        ? Verdict.accept()
        : Verdict.reject(
            StakeCodes.EVIDENCE_EXPIRED,
            "votes are evidence for " + params.evidenceEpochs() + " epochs");
  }

  private Verdict signed(EvidenceReport event) {
    return isSigned(event, event.first()) && isSigned(event, event.second())
        ? Verdict.accept()
        : Verdict.reject(
            StakeCodes.EVIDENCE_INVALID, "the key has not signed both votes for this chain");
  }

  private boolean isSigned(EvidenceReport event, SignedBallot vote) {
    byte[] bytes = vote.ballot().signedBytes(chainId);
    return signatures.verify(event.validator(), bytes, vote.signature());
  }
}
