package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Deals.Step;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;

/** The events in the life of a deal or listing, and whose list it is in. */
final class Steps {
  /** Newest events that are shown. */
  private static final int MAX_SHOWN = 128;

  /** Most events that are looked through for what one of them said. */
  private static final int MAX_LOOKS = 1_000;

  private final Moment moment;
  private final RowReader rows;

  Steps(Moment moment, RowReader rows) {
    this.moment = moment;
    this.rows = rows;
  }

  /** Returns the newest final events, oldest first. */
  List<Step> of(Hash subject) throws IOException {
    List<Step> out = new ArrayList<>();
    for (Row row : rows.rows(Of.STEPS, subject.bytes(), MAX_SHOWN)) {
      Optional<SignedEvent> event = moment.event(row.event());
      event.ifPresent(it -> out.add(step(it, row.time())));
    }
    Collections.reverse(out);
    return out;
  }

  /** Returns what was last said to people: the ledger's state forgets it in the end. */
  Optional<Json.Obj> about(Hash subject) throws IOException {
    for (Row row : rows.rows(Of.STEPS, subject.bytes(), MAX_LOOKS)) {
      Optional<Json.Obj> about = moment.member(row.event(), "about");
      if (about.isPresent()) {
        return about;
      }
    }
    return Optional.empty();
  }

  /** Returns whether a deal of these parties, in this state, is among those that are wanted. */
  static boolean fits(
      Deals.Wanted wanted, Did buyer, Did seller, Optional<Did> arbiter, String state) {
    return wanted.state().map(state::equals).orElse(true) && plays(wanted, buyer, seller, arbiter);
  }

  private static boolean plays(Deals.Wanted wanted, Did buyer, Did seller, Optional<Did> arbiter) {
    if (wanted.party().isEmpty()) {
      return true;
    }
    Did party = wanted.party().get();
    return switch (wanted.role()) {
      case BUYER -> buyer.equals(party);
      case SELLER -> seller.equals(party);
      case ARBITER -> arbiter.equals(wanted.party());
      case ALL -> buyer.equals(party) || seller.equals(party) || arbiter.equals(wanted.party());
    };
  }

  private static Step step(SignedEvent event, long time) {
    return new Step(
        event.hash(), event.envelope().type(), event.issuer(), time, event.envelope().payload());
  }
}
