package network.clawnet.daemon.call;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Route;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Calls.Asked;
import network.clawnet.daemon.app.message.Calls.Outcome;
import network.clawnet.daemon.message.Desk;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseCodes;

/**
 * Makes calls, one of a lease at a time, and takes their answers. A call is on disk before it is
 * sent, and is sent again after a restart. One owner thread.
 */
final class Renter implements Desk {
  private final CallBook book;
  private final Leasing leasing;
  private final CallPost post;
  private final Entropy entropy;
  private final Set<Hash> preparing = new HashSet<>();
  private final Map<String, CompletableFuture<Outcome>> waiting = new HashMap<>();

  /**
   * A call that was made.
   *
   * @param units all that the renter has signed for answers that count, before this one
   * @param answered completes when the answer is on disk
   */
  record Call(String id, long units, CompletableFuture<Outcome> answered) {}

  Renter(CallBook book, Leasing leasing, CallPost post, Entropy entropy) {
    this.book = book;
    this.leasing = leasing;
    this.post = post;
    this.entropy = entropy;
  }

  /** Sends again what was not answered when the node stopped. */
  void resume() throws IOException {
    for (Map.Entry<Hash, Made> each : book.allMade().entrySet()) {
      Optional<Lease> lease = leasing.find(each.getKey());
      if (each.getValue().isWaiting() && lease.isPresent()) {
        boolean unused = send(lease.get(), each.getValue());
      }
    }
  }

  /**
   * Reserves the next call of a lease, and returns the total that has to be signed for it.
   *
   * @throws Refused if there can be none now
   */
  long prepare(Asked asked) throws IOException, Refused {
    Lease lease = leasing.find(asked.lease()).orElseThrow(() -> missing(asked.lease()));
    if (!lease.rental().renter().equals(asked.renter())) {
      throw new Refused(LeaseCodes.NOT_PARTY, "only the renter calls");
    }
    if (lease.state() != Lease.State.ACTIVE) {
      throw new Refused(LeaseCodes.INVALID_STATE, "the lease is " + lease.state().text());
    }
    Optional<Made> before = book.made(asked.lease());
    if (preparing.contains(asked.lease()) || before.map(Made::isWaiting).orElse(false)) {
      throw new Refused(AppCodes.CALL_PENDING, "another call of this lease is not answered yet");
    }
    long units = lease.rental().isSubscription() ? 0 : units(lease, before) + 1;
    if (units > lease.rental().units()) {
      throw new Refused(LeaseCodes.QUOTA, "all units of the lease are used")
          .with("maxUnits", lease.rental().units());
    }
    preparing.add(asked.lease());
    return units;
  }

  /** Gives a reservation back. */
  void abandon(Hash lease) {
    preparing.remove(lease);
  }

  /** Makes the call that was prepared. */
  Call call(Asked asked, long units, byte[] consent) throws IOException {
    preparing.remove(asked.lease());
    Lease lease = leasing.find(asked.lease()).orElseThrow();
    String id = HexFormat.of().formatHex(entropy.bytes(CallLetter.ID_BYTES));
    CallLetter call = new CallLetter(id, units, consent, asked.form(), asked.input());
    Made made = Made.waiting(units(lease, book.made(asked.lease())), call);
    book.write(CallBook.made(asked.lease(), made));
    CompletableFuture<Outcome> answered = new CompletableFuture<>();
    waiting.put(id, answered);
    boolean unused = send(lease, made);
    return new Call(id, made.units(), answered);
  }

  /** Waits no longer. */
  void forget(String id) {
    waiting.remove(id);
  }

  @Override
  public Fate take(Opened letter) throws IOException {
    Hash id = letter.head().deal();
    Optional<Lease> lease = leasing.find(id);
    Optional<Made> made = book.made(id);
    try {
      AnswerLetter answer = AnswerLetter.parse(letter.body());
      boolean wanted =
          made.map(it -> it.isWaiting() && it.id().equals(answer.id())).orElse(false)
              && lease.map(it -> route(it).to().equals(letter.head().route().from())).orElse(false);
      if (!wanted) {
        return Fate.DROP;
      }
      Made after = made.orElseThrow().answered(answer);
      post.later(() -> told(after));
      return Fate.settled(List.of(CallBook.made(id, after)));
    } catch (DecodeException e) {
      return Fate.DROP;
    }
  }

  private void told(Made made) {
    CompletableFuture<Outcome> caller = waiting.remove(made.id());
    if (caller != null) {
      caller.complete(made.outcome());
    }
  }

  private boolean send(Lease lease, Made made) throws IOException {
    return post.send(route(lease), lease.id(), CallLetter.TYPE, made.body());
  }

  /** Returns the units that count so far; those on the ledger are paid, whoever has signed them. */
  private static long units(Lease lease, Optional<Made> before) {
    return Math.max(lease.metered(), before.map(Made::units).orElse(0L));
  }

  private static Route route(Lease lease) {
    return new Route(lease.rental().renter(), lease.rental().provider());
  }

  static Refused missing(Hash lease) {
    return new Refused(LeaseCodes.NOT_FOUND, "no lease " + lease);
  }
}
