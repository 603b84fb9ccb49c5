package network.clawnet.core.directory;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code identity.update}: the issuer replaces its document. Source:
 * docs/protocol/events.md, section 6.4.
 */
public final class IdentityUpdates implements Rules<IdentityUpdate> {
  public static final String TYPE = "identity.update";

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
  public IdentityUpdate decode(Json.Obj payload) throws DecodeException {
    return IdentityUpdate.decode(payload);
  }

  @Override
  public Tokens minimumFee(IdentityUpdate event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(IdentityUpdate event, EventContext context, StateView view) {
    return event
        .document()
        .check(context.issuer())
        .then(
            () ->
                Identities.get(view, context.issuer())
                    .map(identity -> replaces(event, identity.document().hash()))
                    .orElseGet(
                        () ->
                            Verdict.reject(
                                DirectoryCodes.IDENTITY_NOT_FOUND,
                                "the DID has no document: create it")));
  }

  @Override
  public void apply(IdentityUpdate event, EventContext context, Changes changes) {
    Identity old = Identities.get(changes, context.issuer()).orElseThrow();
    Identities.put(
        changes,
        context.issuer(),
        new Identity(event.document(), old.created(), context.block().time()));
  }

  private static Verdict replaces(IdentityUpdate event, Hash present) {
    return event.prevDocHash().equals(present)
        ? Verdict.accept()
        : Verdict.reject(
                DirectoryCodes.PREV_DOC_MISMATCH,
                "the document has changed: read it again and pass its hash")
            .with("expected", Json.of(present.hex()));
  }
}
