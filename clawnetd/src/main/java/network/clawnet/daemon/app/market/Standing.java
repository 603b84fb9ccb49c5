package network.clawnet.daemon.app.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.proof.Provenance;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.reputation.Reputation;

/**
 * Who arbitrates, and what deals say of an account. Callable from any thread; may read the disk.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface Standing {
  /**
   * What a partner said after a deal.
   *
   * @param deal order or contract
   * @param ofContract whether it is a contract
   * @param stars 1 to 5
   * @param at block time, epoch milliseconds
   */
  record Review(
      Hash event,
      Hash deal,
      boolean ofContract,
      Did reviewer,
      int stars,
      Optional<String> comment,
      long at) {}

  /**
   * Seats in the order of their numbers.
   *
   * @param total seats that are drawn
   */
  record SeatPage(List<Seat> seats, int total) {
    public SeatPage {
      seats = List.copyOf(seats);
    }
  }

  /**
   * A reputation at a time.
   *
   * @param at epoch milliseconds
   * @param proof where others have proved it; empty from the node's own ledger
   */
  record Score(Did did, Reputation reputation, long at, Optional<Provenance> proof) {}

  /**
   * Returns seats that are drawn.
   *
   * @param limit 1 to 100
   */
  SeatPage seats(int limit, int offset) throws IOException, Refused;

  /** Returns an account's seat with pending changes, also one that is on the way back. */
  Optional<Seat> seat(Did holder) throws IOException, Refused;

  Score score(Did did) throws IOException, Refused;

  /** Returns what a seat costs on this network. */
  Tokens seatPrice() throws Refused;

  /** Returns what was said of an account, newest first. */
  Page<Review> reviews(Did did, Page.Part part) throws IOException, Refused;
}
