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
 * The rules of {@code identity.capability.revoke}: subject or credential issuer takes a capability
 * off the list. Source: docs/protocol/events.md, section 6.4.
 */
public final class CapabilityRevokes implements Rules<CapabilityRevoke> {
  public static final String TYPE = "identity.capability.revoke";

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
    return 20;
  }

  @Override
  public CapabilityRevoke decode(Json.Obj payload) throws DecodeException {
    return CapabilityRevoke.decode(payload);
  }

  @Override
  public Tokens minimumFee(CapabilityRevoke event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(CapabilityRevoke event, EventContext context, StateView view) {
    return Capabilities.get(view, event.id())
        .map(capability -> mayRevoke(capability, context))
        .orElseGet(() -> Verdict.reject(DirectoryCodes.CAPABILITY_NOT_FOUND, "no such capability"));
  }

  @Override
  public void apply(CapabilityRevoke event, EventContext context, Changes changes) {
    Capabilities.remove(changes, Capabilities.get(changes, event.id()).orElseThrow());
  }

  private static Verdict mayRevoke(Capability capability, EventContext context) {
    boolean may =
        context.issuer().equals(capability.subject())
            || context.issuer().equals(capability.issuer());
    return may
        ? Verdict.accept()
        : Verdict.reject(
            DirectoryCodes.CAPABILITY_REVOKE_FORBIDDEN,
            "only its subject or the issuer of its credential revokes a capability");
  }
}
