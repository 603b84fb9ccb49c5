package network.clawnet.core.testing;

import java.util.Set;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * A rule that punishes a validator whose own votes contradict each other: a twentieth of its bond
 * goes to the treasury, the rest back to its controller, and the bond is gone. For tests of what
 * happens around a bond that changes.
 */
public final class EvidenceRules implements Rules<EvidenceRules.Evidence> {
  public static final String TYPE = "test.evidence";

  /** The bond is gone already, or there never was one. */
  public static final RejectCode NO_BOND = new RejectCode("TEST_NO_BOND", RejectCode.Kind.CONFLICT);

  /** The votes are not both signed by the key. */
  public static final RejectCode NOT_SIGNED =
      new RejectCode("TEST_NOT_SIGNED", RejectCode.Kind.INVALID);

  private static final int MAX_HEX = 2_048;
  private static final int PARTS = 20;

  private final Hash chainId;
  private final SignatureCheck signatures;

  public EvidenceRules(Hash chainId, SignatureCheck signatures) {
    this.chainId = chainId;
    this.signatures = signatures;
  }

  /** Two votes and the key that is said to have signed both. */
  public record Evidence(PublicKey validator, Equivocation votes) {}

  public static Json.Obj payload(PublicKey validator, Equivocation votes) {
    return Json.object()
        .put("validator", new Did(validator).text())
        .put("votes", Hex.encode(votes.encode()))
        .build();
  }

  /** Returns the part of a bond that is taken. */
  public static Tokens taken(Tokens bond) {
    return new Tokens(Math.max(1, bond.value() / PARTS));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.PAID;
  }

  @Override
  public int executionUnits() {
    return 300;
  }

  @Override
  public Evidence decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(Set.of("validator", "votes"));
    PublicKey validator = Did.parse(in.text("validator", 128)).key();
    String votes = in.text("votes", MAX_HEX);
    return new Evidence(validator, Equivocation.decode(Hex.decode(votes, votes.length() / 2)));
  }

  @Override
  public Tokens minimumFee(Evidence event) {
    return new Tokens(1);
  }

  @Override
  public Verdict check(Evidence event, EventContext context, StateView view) {
    Bonds.Bond bond = Bonds.get(view, event.validator());
    if (bond == null || bond.amount().isZero()) {
      return Verdict.reject(NO_BOND, "the validator has no bond");
    }
    boolean signed =
        isSigned(event, event.votes().first()) && isSigned(event, event.votes().second());
    return signed ? Verdict.accept() : Verdict.reject(NOT_SIGNED, "not votes of this key");
  }

  @Override
  public void apply(Evidence event, EventContext context, Changes changes) {
    Bonds.Bond bond = Bonds.get(changes, event.validator());
    if (bond == null) {
      throw new IllegalStateException("applied without a check");
    }
    Tokens taken = taken(bond.amount());
    Accounts.takeLocked(changes, bond.controller(), taken);
    Accounts.unlock(changes, bond.controller(), bond.amount().minus(taken));
    Treasury treasury = Treasury.get(changes);
    new Treasury(treasury.balance().plus(taken), treasury.epochFees()).put(changes);
    Bonds.put(changes, event.validator(), new Bonds.Bond(bond.controller(), Tokens.ZERO));
  }

  private boolean isSigned(Evidence event, Vote vote) {
    byte[] bytes = vote.ballot().signedBytes(chainId);
    return signatures.verify(event.validator(), bytes, vote.signature());
  }
}
