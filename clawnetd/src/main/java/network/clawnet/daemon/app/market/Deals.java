package network.clawnet.daemon.app.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Refused;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.order.Order;

/**
 * Orders and leases. Callable from any thread; may read the disk.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface Deals {
  /** Which side of a deal an account is on. */
  enum Role {
    /** Buyer or renter. */
    BUYER,
    /** Seller or provider. */
    SELLER,
    ARBITER,
    ALL
  }

  /**
   * One event in the life of a deal.
   *
   * @param at block time, epoch milliseconds
   */
  record Step(Hash event, String type, Did by, long at, Json.Obj payload) {}

  /**
   * An order with the pending changes that this node knows.
   *
   * @param overdue whether silence will have decided in the next block
   * @param startedAt block time, epoch milliseconds; empty while it is pending
   * @param steps final events, oldest first; empty in a listing
   */
  record OrderView(
      Order order, boolean overdue, OptionalLong startedAt, List<Step> steps, boolean pending) {
    public OrderView {
      steps = List.copyOf(steps);
    }
  }

  /** A lease likewise. */
  record LeaseView(Lease lease, boolean overdue, List<Step> steps, boolean pending) {
    public LeaseView {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Which deals.
   *
   * @param party whose; one of party and listing is given
   * @param listing out of which listing
   * @param state the state's text; empty for all
   */
  record Wanted(Optional<Did> party, Role role, Optional<Hash> listing, Optional<String> state) {}

  Optional<OrderView> order(Hash id) throws IOException, Refused;

  /** Returns orders, newest first. */
  Page<OrderView> orders(Wanted wanted, Page.Part part) throws IOException, Refused;

  Optional<LeaseView> lease(Hash id) throws IOException, Refused;

  /** Returns leases, newest first. */
  Page<LeaseView> leases(Wanted wanted, Page.Part part) throws IOException, Refused;
}
