package network.clawnet.core.account;

import java.util.SortedSet;
import java.util.TreeSet;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * What every event obeys whatever its type: its window in time, its nonce, its predecessor, its
 * fee. Pure. Source: docs/protocol/events.md, sections 4 and 5.
 */
public final class EnvelopeRules {
  /** Role of the issuer in an account's event chain. */
  private static final int ROLE_ISSUER = 0;

  /** Role of an account whose money the event moved. */
  private static final int ROLE_PARTY = 1;

  private final long maxAgeMillis;
  private final long maxAheadMillis;
  private final LaneLimits lane;

  /**
   * Takes genesis parameters.
   *
   * @param maxAgeMillis how much older than the block an event may be
   * @param maxAheadMillis how much younger than the block an event may claim to be
   */
  public EnvelopeRules(long maxAgeMillis, long maxAheadMillis, LaneLimits lane) {
    this.maxAgeMillis = maxAgeMillis;
    this.maxAheadMillis = maxAheadMillis;
    this.lane = lane;
  }

  /** Checks time, nonce and predecessor, in this order. */
  public Verdict checkPlace(Envelope event, BlockContext block, StateView view) {
    if (event.ts() < block.time() - maxAgeMillis) {
      return Verdict.reject(
          AccountCodes.EVENT_EXPIRED, "the event's ts is too old: sign it again with a new ts");
    }
    if (event.ts() > block.time() + maxAheadMillis) {
      return Verdict.reject(
          AccountCodes.EVENT_TOO_EARLY, "the event's ts lies in the future: check the clock");
    }
    Account issuer = Accounts.get(view, event.issuer());
    long expected = issuer.nonce() + 1;
    if (event.nonce() < expected) {
      Verdict.Reject used =
          Verdict.reject(
                  AccountCodes.NONCE_USED,
                  "nonce " + event.nonce() + " is used; next is " + expected)
              .with("expected", expected);
      return event.nonce() == issuer.nonce() ? used.with("winner", issuer.lastOwn()) : used;
    }
    if (event.nonce() > expected) {
      return Verdict.reject(
              AccountCodes.NONCE_GAP,
              "nonce " + event.nonce() + " is too high; next is " + expected)
          .with("expected", expected);
    }
    if (!event.prev().equals(Hash.ZERO) && !event.prev().equals(issuer.lastOwn())) {
      return Verdict.reject(
              AccountCodes.PREV_MISMATCH,
              "prev does not name the issuer's last event; leave it out or pass the expected one")
          .with("expected", Json.of(issuer.lastOwn().hex()));
    }
    return Verdict.accept();
  }

  /**
   * Checks that the fee is offered and can be paid.
   *
   * @param minimum what the event's own rule asks for
   * @param eventBytes canonical size, which the free lane counts
   */
  public Verdict checkFee(
      Envelope event, Tokens minimum, FeeClass feeClass, int eventBytes, FeeView at) {
    if (event.fee().compareTo(minimum) < 0) {
      return Verdict.reject(AccountCodes.FEE_TOO_LOW, "this event costs a fee of " + minimum)
          .with("needed", minimum.value());
    }
    Account issuer = Accounts.get(at.view(), event.issuer());
    if (event.fee().compareTo(issuer.available()) > 0) {
      return insufficient(event.fee(), issuer.available());
    }
    if (usesLane(event, feeClass)) {
      FreeLane room = FreeLane.at(at.view(), lane, at.block().time());
      if (!room.hasRoom(eventBytes, issuer.eventCount() > 0, lane)) {
        return Verdict.reject(
                AccountCodes.LANE_FULL,
                "no room for events without a fee right now: offer a fee of 1, or try again later")
            .with("needed", 1);
      }
    }
    return Verdict.accept();
  }

  /** Takes the nonce and charges the fee; the caller gathers fees for the treasury. */
  public void apply(
      Envelope event,
      Hash hash,
      FeeClass feeClass,
      int eventBytes,
      BlockContext block,
      Changes changes) {
    if (usesLane(event, feeClass)) {
      FreeLane.at(changes, lane, block.time()).take(changes, eventBytes);
    }
    Account issuer = Accounts.get(changes, event.issuer());
    Accounts.put(
        changes,
        event.issuer(),
        issuer
            .withAvailable(issuer.available().minus(event.fee()))
            .withOwnEvent(event.nonce(), hash));
  }

  /** Folds the event into the chain of every account that it concerned. */
  public void touch(EventContext context, Changes changes) {
    Accounts.touch(changes, context.issuer(), context.hash(), ROLE_ISSUER);
    SortedSet<Did> parties = new TreeSet<>();
    for (Movement movement : changes.movements()) {
      parties.add(movement.from());
      parties.add(movement.to());
    }
    parties.remove(context.issuer());
    for (Did party : parties) {
      Accounts.touch(changes, party, context.hash(), ROLE_PARTY);
    }
  }

  /** The refusal of everybody who asks for more than there is. */
  public static Verdict.Reject insufficient(Tokens needed, Tokens available) {
    return Verdict.reject(
            AccountCodes.INSUFFICIENT_BALANCE,
            "needs " + needed + " Token, available are " + available)
        .with("needed", needed.value())
        .with("available", available.value());
  }

  private static boolean usesLane(Envelope event, FeeClass feeClass) {
    return feeClass == FeeClass.FREE_LANE && event.fee().isZero();
  }

  /** A state and the block in which it is looked at. */
  public record FeeView(StateView view, BlockContext block) {}
}
