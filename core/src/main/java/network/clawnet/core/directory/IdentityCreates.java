package network.clawnet.core.directory;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code identity.create}: the issuer publishes its first document. Source:
 * docs/protocol/events.md, section 6.4.
 */
public final class IdentityCreates implements Rules<IdentityCreate> {
  public static final String TYPE = "identity.create";

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
    return 40;
  }

  @Override
  public IdentityCreate decode(Json.Obj payload) throws DecodeException {
    return IdentityCreate.decode(payload);
  }

  @Override
  public Tokens minimumFee(IdentityCreate event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(IdentityCreate event, EventContext context, StateView view) {
    return event
        .document()
        .check(context.issuer())
        .then(
            () ->
                Identities.get(view, context.issuer()).isPresent()
                    ? Verdict.reject(
                        DirectoryCodes.IDENTITY_EXISTS, "the DID has a document: update it")
                    : Verdict.accept());
  }

  @Override
  public void apply(IdentityCreate event, EventContext context, Changes changes) {
    long now = context.block().time();
    Identities.put(changes, context.issuer(), new Identity(event.document(), now, now));
  }
}
