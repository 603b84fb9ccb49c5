package network.clawnet.core.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.EnvelopeRules;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The smallest money rule, for tests of what lies around rules: pays at once, or, with {@code at},
 * holds the amount and pays it when that time has come.
 */
public final class PayRules implements Rules<PayRules.Pay>, DueRules {
  public static final String TYPE = "test.pay";

  private static final int DUE_CLASS = 9;

  /**
   * A payment.
   *
   * @param at epoch milliseconds; 0 means at once
   */
  public record Pay(Did to, Tokens amount, long at) {}

  /** Returns a book with this rule, and with that of notes, which are free. */
  public static RuleBook book() {
    PayRules rules = new PayRules();
    return new RuleBook(List.of(rules, new NoteRules()), List.of(rules));
  }

  public static Json.Obj payload(TestActor to, long amount) {
    return Json.object().put("to", to.did().text()).put("amount", Long.toString(amount)).build();
  }

  public static Json.Obj later(TestActor to, long amount, long at) {
    return payload(to, amount).with("at", Json.of(at));
  }

  /** Returns an envelope around a payment, for a fee of one Token. */
  public static Envelope envelope(
      String chain, TestActor from, long time, long nonce, Json.Obj payload) {
    return new Envelope(
        chain, TYPE, from.did(), time, nonce, new Tokens(1), payload, Hash.ZERO, List.of());
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
    return 10;
  }

  @Override
  public Pay decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(Set.of("to", "amount", "at"));
    return new Pay(
        Did.parse(in.text("to", 128)),
        in.amount("amount"),
        in.optionalInteger("at", 0, Json.Num.MAX).orElse(0));
  }

  @Override
  public Tokens minimumFee(Pay event) {
    return new Tokens(1);
  }

  @Override
  public Verdict check(Pay event, EventContext context, StateView view) {
    Tokens available = Accounts.get(view, context.issuer()).available();
    Tokens needed = event.amount().plus(context.fee());
    return needed.compareTo(available) > 0
        ? EnvelopeRules.insufficient(needed, available)
        : Verdict.accept();
  }

  @Override
  public void apply(Pay event, EventContext context, Changes changes) {
    if (event.at() == 0) {
      Accounts.debit(changes, context.issuer(), event.amount());
      Accounts.credit(changes, event.to(), event.amount());
    } else {
      Accounts.lock(changes, context.issuer(), event.amount());
      changes.schedule(new DueEntry(DUE_CLASS, event.at(), id(context.issuer(), event.to())));
    }
    changes.record(
        new Movement(Movement.Kind.TRANSFER, context.issuer(), event.to(), event.amount(), ""));
  }

  @Override
  public int dueClass() {
    return DUE_CLASS;
  }

  /** Pays all that is locked: one payment at a time is enough for tests. */
  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    Did from = new Did(PublicKey.of(Arrays.copyOf(entry.id(), 32)));
    Did to = new Did(PublicKey.of(Arrays.copyOfRange(entry.id(), 32, 64)));
    Tokens held = Accounts.get(changes, from).locked();
    Accounts.takeLocked(changes, from, held);
    Accounts.credit(changes, to, held);
    changes.record(new Movement(Movement.Kind.TRANSFER, from, to, held, "due"));
  }

  private static byte[] id(Did from, Did to) {
    byte[] id = Arrays.copyOf(from.key().bytes(), 64);
    System.arraycopy(to.key().bytes(), 0, id, 32, 32);
    return id;
  }
}
