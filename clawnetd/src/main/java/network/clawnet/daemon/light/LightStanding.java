package network.clawnet.daemon.light;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.app.market.Standing;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.reputation.Ratings;
import network.clawnet.market.reputation.Reputation;

/**
 * Reputation through proofs: it follows from an account's ratings, each of which is proved. Who
 * arbitrates and what was said in words are for full nodes. Any thread.
 */
final class LightStanding implements Standing {
  private final ProvenReads reads;
  private final InstantSource clock;

  LightStanding(ProvenReads reads, InstantSource clock) {
    this.reads = reads;
    this.clock = clock;
  }

  @Override
  public Score score(Did did) throws Refused {
    ProvenReads.Proved<Integer> count =
        reads.read(List.of(Ratings.countKey(did)), state -> Ratings.count(state, did));
    long now = Math.max(clock.millis(), count.header().tsMs());
    ProvenReads.Proved<Reputation> found =
        reads.read(keys(did, count.value()), state -> Reputation.of(state, did, now));
    return new Score(did, found.value(), now, Optional.of(found.provenance()));
  }

  /** Returns what the question will look at, so that it is asked for at once. */
  private static List<StateKey> keys(Did did, int count) {
    List<StateKey> keys = new ArrayList<>(List.of(Ratings.countKey(did)));
    for (int i = count - 1; i >= Math.max(0, count - Reputation.MAX_READ); i--) {
      keys.add(Ratings.key(did, i));
    }
    return keys;
  }

  @Override
  public Tokens seatPrice() throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public SeatPage seats(int limit, int offset) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Optional<Seat> seat(Did holder) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<Review> reviews(Did did, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }
}
