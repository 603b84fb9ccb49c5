package network.clawnet.core.ledger;

import java.util.SortedSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.EventSignatures;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * An event joined with the rules of its type and its decoded payload, so that both are looked up
 * once however often the event is tried. Immutable; any thread.
 */
public final class PreparedEvent {
  private final SignedEvent event;
  private final SortedSet<Did> cosigners;
  private final Bound<?> bound;

  private PreparedEvent(SignedEvent event, Bound<?> bound) {
    this.event = event;
    this.cosigners = EventSignatures.cosigners(event.envelope());
    this.bound = bound;
  }

  /**
   * Finds the rules and decodes the payload; the signatures are the caller's to verify.
   *
   * @throws EventFault with {@code TYPE_UNKNOWN} or {@code PAYLOAD_INVALID}
   */
  public static PreparedEvent of(SignedEvent event, RuleBook book) throws EventFault {
    Rules<?> rules = find(book, event.envelope().type());
    try {
      return new PreparedEvent(event, Bound.of(rules, event));
    } catch (DecodeException e) {
      throw new EventFault(EventCodes.PAYLOAD_INVALID, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the least fee of an event that is not yet made.
   *
   * @throws EventFault with {@code TYPE_UNKNOWN} or {@code PAYLOAD_INVALID}
   */
  public static Tokens minimumFee(RuleBook book, String type, Json.Obj payload) throws EventFault {
    Rules<?> rules = find(book, type);
    try {
      return minimumFee(rules, payload);
    } catch (DecodeException e) {
      throw new EventFault(EventCodes.PAYLOAD_INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static <E> Tokens minimumFee(Rules<E> rules, Json.Obj payload) throws DecodeException {
    return rules.minimumFee(rules.decode(payload));
  }

  private static Rules<?> find(RuleBook book, String type) throws EventFault {
    Rules<?> rules = book.find(type);
    if (rules == null) {
      throw new EventFault(EventCodes.TYPE_UNKNOWN, "no event type \"" + type + "\"");
    }
    return rules;
  }

  public SignedEvent event() {
    return event;
  }

  /** Returns the size that block limits and the free lane count, in bytes. */
  public int bytes() {
    return event.bytes().length;
  }

  public int executionUnits() {
    return bound.rules.executionUnits();
  }

  /** Returns the version of the rules with which the type begins. */
  int since() {
    return bound.rules.since();
  }

  /** Returns whether the event goes before all others. */
  public boolean isUrgent() {
    return bound.rules.isUrgent();
  }

  public FeeClass feeClass() {
    return bound.rules.feeClass();
  }

  public Tokens minimumFee() {
    return bound.minimumFee();
  }

  EventContext context(BlockContext block) {
    return new EventContext(event.hash(), event.issuer(), event.envelope().fee(), cosigners, block);
  }

  Verdict check(EventContext context, StateView view) {
    return bound.check(context, view);
  }

  void apply(EventContext context, Changes changes) {
    bound.apply(context, changes);
  }

  /** Keeps the payload's type next to the rules that understand it. */
  private record Bound<E>(Rules<E> rules, E payload) {
    static <E> Bound<E> of(Rules<E> rules, SignedEvent event) throws DecodeException {
      return new Bound<>(rules, rules.decode(event.envelope().payload()));
    }

    Tokens minimumFee() {
      return rules.minimumFee(payload);
    }

    Verdict check(EventContext context, StateView view) {
      return rules.check(payload, context, view);
    }

    void apply(EventContext context, Changes changes) {
      rules.apply(payload, context, changes);
    }
  }
}
