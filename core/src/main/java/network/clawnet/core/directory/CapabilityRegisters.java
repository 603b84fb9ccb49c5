package network.clawnet.core.directory;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code identity.capability.register}: the subject lists a credential. Source:
 * docs/protocol/events.md, section 6.4.
 */
public final class CapabilityRegisters implements Rules<CapabilityRegister> {
  public static final String TYPE = "identity.capability.register";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.FREE_LANE;
  }

  @Override
  public int executionUnits() {
    return 150;
  }

  @Override
  public CapabilityRegister decode(Json.Obj payload) throws DecodeException {
    return CapabilityRegister.decode(payload);
  }

  @Override
  public Tokens minimumFee(CapabilityRegister event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(CapabilityRegister event, EventContext context, StateView view) {
    Credential credential;
    try {
      credential = Credential.parse(event.credential());
    } catch (DecodeException e) {
      return invalid(String.valueOf(e.getMessage()));
    }
    return ofIssuer(credential, context.issuer())
        .then(() -> unexpired(credential, context.block().time()))
        .then(() -> hasRoom(context.issuer(), view))
        // last, because it costs the most
        .then(() -> signed(credential));
  }

  @Override
  public void apply(CapabilityRegister event, EventContext context, Changes changes) {
    Credential credential;
    try {
      credential = Credential.parse(event.credential());
    } catch (DecodeException e) {
      throw new IllegalStateException("apply without check", e);
    }
    Capabilities.add(
        changes,
        new Capability(
            context.hash(),
            credential.subject(),
            credential.issuer(),
            credential.claim(),
            credential.expires(),
            context.block().time(),
            credential.hash()));
  }

  private static Verdict ofIssuer(Credential credential, Did issuer) {
    return credential.subject().equals(issuer)
        ? Verdict.accept()
        : invalid("the credential is about another DID; only its subject registers it");
  }

  private static Verdict unexpired(Credential credential, long time) {
    return credential.expires() != 0 && credential.expires() <= time
        ? Verdict.reject(DirectoryCodes.CAPABILITY_EXPIRED, "the credential has expired")
        : Verdict.accept();
  }

  private static Verdict hasRoom(Did issuer, StateView view) {
    return Capabilities.of(view, issuer).size() >= Capabilities.MAX_PER_DID
        ? Verdict.reject(
            DirectoryCodes.CAPABILITY_LIMIT,
            "a DID has at most " + Capabilities.MAX_PER_DID + " capabilities: revoke one")
        : Verdict.accept();
  }

  private static Verdict signed(Credential credential) {
    return credential.isSigned()
        ? Verdict.accept()
        : invalid("the proof is not the signature of the credential's issuer");
  }

  private static Verdict.Reject invalid(String message) {
    return Verdict.reject(DirectoryCodes.CAPABILITY_INVALID, message);
  }
}
