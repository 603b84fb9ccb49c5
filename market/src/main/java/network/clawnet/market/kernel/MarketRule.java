package network.clawnet.market.kernel;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * One event type of a market: a heading, a form and two functions. None has a least fee, for a
 * market takes its fee out of the deal.
 *
 * @param <E> the decoded payload
 */
public final class MarketRule<E> implements Rules<E> {
  private final Heading heading;
  private final Form<E> form;
  private final Check<? super E> check;
  private final Effect<? super E> effect;

  public MarketRule(
      Heading heading, Form<E> form, Check<? super E> check, Effect<? super E> effect) {
    this.heading = heading;
    this.form = form;
    this.check = check;
    this.effect = effect;
  }

  /**
   * The type's line in the table of types.
   *
   * @param units fixed cost, in microseconds of one core
   */
  public record Heading(String type, FeeClass feeClass, int units) {}

  /**
   * The form of a payload.
   *
   * @param members all members that it may have
   */
  public record Form<E>(Set<String> members, Decoder<E> decoder) {}

  /** Reads the members of a payload. */
  @FunctionalInterface
  public interface Decoder<E> {
    E decode(JsonFields in) throws DecodeException;
  }

  /** Decides; see {@link Rules#check}. */
  @FunctionalInterface
  public interface Check<E> {
    Verdict check(E event, EventContext context, StateView view);
  }

  /** Changes the state; see {@link Rules#apply}. */
  @FunctionalInterface
  public interface Effect<E> {
    void apply(E event, EventContext context, Changes changes);
  }

  @Override
  public String type() {
    return heading.type();
  }

  @Override
  public FeeClass feeClass() {
    return heading.feeClass();
  }

  @Override
  public int executionUnits() {
    return heading.units();
  }

  @Override
  public E decode(Json.Obj payload) throws DecodeException {
    return form.decoder().decode(new JsonFields(payload).only(form.members()));
  }

  @Override
  public Tokens minimumFee(E event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(E event, EventContext context, StateView view) {
    return check.check(event, context, view);
  }

  @Override
  public void apply(E event, EventContext context, Changes changes) {
    effect.apply(event, context, changes);
  }
}
