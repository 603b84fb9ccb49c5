package network.clawnet.wallet.escrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Payload of {@code wallet.escrow.create}. The depositor is the event's issuer.
 *
 * @param escrowId absent for one derived from the event
 * @param amount what is locked, or with {@code autoFund} false only expected
 * @param expiresAt epoch milliseconds; 0 for never
 */
public record EscrowCreate(
    Optional<String> escrowId,
    Did beneficiary,
    Tokens amount,
    List<ReleaseRule> releaseRules,
    Optional<Did> arbiter,
    long expiresAt,
    boolean autoFund) {
  private static final Set<String> MEMBERS =
      Set.of(
          "escrowId", "beneficiary", "amount", "releaseRules", "arbiter", "expiresAt", "autoFund");

  public EscrowCreate {
    releaseRules = List.copyOf(releaseRules);
  }

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    Json.Builder out =
        Json.object()
            .put("escrowId", escrowId.orElse(null))
            .put("beneficiary", beneficiary.text())
            .put("amount", amount.toString())
            .put("releaseRules", Json.of(releaseRules.stream().map(ReleaseRule::payload).toList()))
            .put("arbiter", arbiter.map(Did::text).orElse(null))
            .put("autoFund", autoFund);
    return expiresAt == 0 ? out.build() : out.put("expiresAt", expiresAt).build();
  }

  static EscrowCreate decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new EscrowCreate(
        escrowId(in),
        Address.parseAccount(in, "beneficiary"),
        in.amount("amount"),
        rules(in),
        in.has("arbiter") ? Optional.of(Address.parseAccount(in, "arbiter")) : Optional.empty(),
        in.optionalInteger("expiresAt", 1, Json.Num.MAX).orElse(0),
        in.flag("autoFund", true));
  }

  /** Returns what the event itself locks. */
  Tokens locks() {
    return autoFund ? amount : Tokens.ZERO;
  }

  String id(EventContext context) {
    return escrowId.orElseGet(() -> EscrowIds.derived(context.hash()));
  }

  EscrowTerms terms(EventContext context) {
    return new EscrowTerms(
        context.issuer(),
        beneficiary,
        arbiter,
        releaseRules,
        amount,
        context.block().time(),
        expiresAt);
  }

  private static Optional<String> escrowId(JsonFields in) throws DecodeException {
    if (!in.has("escrowId")) {
      return Optional.empty();
    }
    String id = EscrowIds.name(in, "escrowId");
    if (EscrowIds.isDerivedForm(id)) {
      throw new DecodeException(
          "\"escrowId\" has the form of a derived id: leave it out or choose another name");
    }
    return Optional.of(id);
  }

  private static List<ReleaseRule> rules(JsonFields in) throws DecodeException {
    List<ReleaseRule> rules = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (Json item : in.array("releaseRules", EscrowTerms.MAX_RULES).items()) {
      if (!(item instanceof Json.Obj object)) {
        throw new DecodeException("\"releaseRules\" holds objects {id, by, notBefore}");
      }
      ReleaseRule rule = ReleaseRule.decode(object);
      if (!ids.add(rule.id())) {
        throw new DecodeException("\"releaseRules\" names \"" + rule.id() + "\" twice");
      }
      rules.add(rule);
    }
    if (rules.isEmpty()) {
      throw new DecodeException("\"releaseRules\" needs at least one rule");
    }
    return rules;
  }
}
