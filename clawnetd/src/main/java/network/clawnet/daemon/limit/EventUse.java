package network.clawnet.daemon.limit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;

/**
 * What an event type does with its issuer's money. A type that is not listed here is never signed,
 * so that no new type moves money past the limits.
 */
enum EventUse {
  /** Moves the payload's {@code amount}. */
  PAYS(false),
  /** Moves the payload's {@code amount} unless {@code autoFund} is false. */
  OPENS(false),
  /** Moves the payload's {@code amount}, if it has one. */
  MAY_PAY(false),
  /** Moves nothing of the issuer's. */
  MOVES_NOTHING(false),
  /** Moves money that is in an escrow or a deal already; another party may have to consent. */
  SETTLES(true);

  private static final Map<String, EventUse> BY_TYPE =
      Map.ofEntries(
          Map.entry("wallet.transfer", PAYS),
          Map.entry("wallet.escrow.create", OPENS),
          Map.entry("wallet.escrow.fund", PAYS),
          Map.entry("wallet.escrow.release", SETTLES),
          Map.entry("wallet.escrow.refund", SETTLES),
          Map.entry("wallet.escrow.expire", MOVES_NOTHING),
          Map.entry("wallet.stake", PAYS),
          Map.entry("wallet.unstake", MOVES_NOTHING),
          Map.entry("validator.register", MOVES_NOTHING),
          Map.entry("validator.ready", MOVES_NOTHING),
          Map.entry("validator.unjail", MOVES_NOTHING),
          Map.entry("consensus.evidence", MOVES_NOTHING),
          Map.entry("market.info.publish", MOVES_NOTHING),
          Map.entry("market.capability.publish", MOVES_NOTHING),
          Map.entry("market.task.publish", MAY_PAY),
          Map.entry("market.listing.update", MOVES_NOTHING),
          Map.entry("market.listing.withdraw", MOVES_NOTHING),
          Map.entry("market.order.place", PAYS),
          Map.entry("market.task.bid", MOVES_NOTHING),
          Map.entry("market.task.unbid", MOVES_NOTHING),
          Map.entry("market.task.accept", PAYS),
          Map.entry("market.task.take", MOVES_NOTHING),
          Map.entry("market.order.deliver", SETTLES),
          Map.entry("market.order.approve", SETTLES),
          Map.entry("market.order.revise", SETTLES),
          Map.entry("market.order.reject", SETTLES),
          Map.entry("market.order.cancel", SETTLES),
          Map.entry("market.order.dispute", SETTLES),
          Map.entry("market.order.evidence", SETTLES),
          Map.entry("market.order.rule", SETTLES),
          Map.entry("market.order.split", SETTLES),
          Map.entry("market.order.close", MOVES_NOTHING),
          Map.entry("market.order.review", MOVES_NOTHING),
          Map.entry("market.lease.start", PAYS),
          Map.entry("market.lease.meter", SETTLES),
          Map.entry("market.lease.end", SETTLES),
          Map.entry("market.lease.claim", SETTLES),
          Map.entry("market.lease.rule", SETTLES),
          Map.entry("market.lease.close", MOVES_NOTHING),
          Map.entry("market.arbiter.stake", PAYS),
          Map.entry("market.arbiter.unstake", MOVES_NOTHING),
          Map.entry("contract.create", MOVES_NOTHING),
          Map.entry("contract.negotiate", MOVES_NOTHING),
          Map.entry("contract.sign", SETTLES),
          Map.entry("contract.fund", PAYS),
          Map.entry("contract.complete", SETTLES),
          Map.entry("contract.terminate", SETTLES),
          Map.entry("contract.close", MOVES_NOTHING),
          Map.entry("contract.review", MOVES_NOTHING),
          Map.entry("contract.milestone.submit", SETTLES),
          Map.entry("contract.milestone.approve", SETTLES),
          Map.entry("contract.milestone.revise", SETTLES),
          Map.entry("contract.milestone.reject", SETTLES),
          Map.entry("contract.milestone.cancel", SETTLES),
          Map.entry("contract.milestone.dispute", SETTLES),
          Map.entry("contract.milestone.evidence", SETTLES),
          Map.entry("contract.milestone.rule", SETTLES),
          Map.entry("contract.milestone.split", SETTLES),
          Map.entry("identity.create", MOVES_NOTHING),
          Map.entry("identity.update", MOVES_NOTHING),
          Map.entry("identity.capability.register", MOVES_NOTHING),
          Map.entry("identity.capability.revoke", MOVES_NOTHING));

  /** Starts of the types that only a credential for everything may sign. */
  private static final List<String> OF_OPERATORS =
      List.of("identity.", "wallet.stake", "wallet.unstake", "validator.", "consensus.");

  private final boolean consentable;

  EventUse(boolean consentable) {
    this.consentable = consentable;
  }

  /**
   * Returns what the type does.
   *
   * @throws Refused with {@code TYPE_UNKNOWN}
   */
  static EventUse of(String type) throws Refused {
    EventUse use = BY_TYPE.get(type);
    if (use == null) {
      throw new Refused(
          EventCodes.TYPE_UNKNOWN, "this node signs no events of type \"" + type + "\"");
    }
    return use;
  }

  /** Returns the scope that lets a credential sign the type; empty if none does. */
  static Optional<Scope> scope(String type) {
    if (type.equals("wallet.transfer")) {
      return Optional.of(Scope.TRANSFER);
    }
    if (type.startsWith("wallet.escrow.")) {
      return Optional.of(Scope.ESCROW);
    }
    if (type.startsWith("market.") || type.startsWith("contract.")) {
      return Optional.of(Scope.MARKET);
    }
    return OF_OPERATORS.stream().anyMatch(type::startsWith)
        ? Optional.of(Scope.ADMIN)
        : Optional.empty();
  }

  /** Refuses a type whose events take no consent of a second party. */
  void requireConsentable(String type) throws Refused {
    if (!consentable) {
      throw new Refused(
          AppCodes.INVALID_REQUEST, "an event of type \"" + type + "\" takes no cosignature");
    }
  }

  /**
   * Returns what leaves the issuer's balance, fee aside.
   *
   * @throws Refused with {@code PAYLOAD_INVALID} if the payload does not say
   */
  Tokens outflow(Json.Obj payload) throws Refused {
    JsonFields in = new JsonFields(payload);
    try {
      return switch (this) {
        case PAYS -> in.amount("amount");
        case OPENS -> in.flag("autoFund", true) ? in.amount("amount") : Tokens.ZERO;
        case MAY_PAY -> in.optionalAmount("amount").orElse(Tokens.ZERO);
        case MOVES_NOTHING, SETTLES -> Tokens.ZERO;
      };
    } catch (DecodeException e) {
      throw new Refused(EventCodes.PAYLOAD_INVALID, String.valueOf(e.getMessage()));
    }
  }

  /** Returns whom the payload names as receiver, if anybody. */
  static Optional<Did> receiver(Json.Obj payload) {
    JsonFields in = new JsonFields(payload);
    try {
      String member = in.has("to") ? "to" : "beneficiary";
      return in.has(member) ? Optional.of(Address.parseAccount(in, member)) : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty(); // the ledger says what is wrong with it
    }
  }

  /** Returns the amount that the payload names, whoever's it is. */
  static Optional<Tokens> amount(Json.Obj payload) {
    try {
      return new JsonFields(payload).optionalAmount("amount");
    } catch (DecodeException e) {
      return Optional.empty(); // the ledger says what is wrong with it
    }
  }
}
