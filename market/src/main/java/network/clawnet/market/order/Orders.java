package network.clawnet.market.order;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Terms;

/** Orders in the replicated state, by id. Pure. Source: docs/protocol/market.md, section 8. */
public final class Orders {
  private static final int VERSION = 1;
  private static final int BUYER_BIT = 1;
  private static final int SELLER_BIT = 2;

  private Orders() {}

  /** Returns the order, of any state. */
  public static Optional<Order> get(StateView view, Hash id) {
    return Rows.get(view, key(id), in -> read(id, in));
  }

  /** Returns where the order lies, for proofs. */
  public static StateKey key(Hash id) {
    return new StateKey(MarketModules.ORDER, id.bytes());
  }

  /** Begins an order whose amount the buyer has locked for it. */
  public static void begin(Agreement agreement, EventContext context, Changes changes) {
    long deadline = context.block().time() + agreement.terms().deliverMs();
    Order.Progress start =
        new Order.Progress(
            Order.State.ACTIVE, deadline, agreement.terms().revisions(), 0, Optional.empty());
    Order order = new Order(context.hash(), agreement, start, Optional.empty(), context.hash());
    changes.schedule(entry(order));
    put(order, changes);
  }

  /** Writes an order that has moved on, and its deadline. */
  static void move(Order before, Order after, Changes changes) {
    changes.cancel(entry(before));
    if (!after.state().isFinal()) {
      changes.schedule(entry(after));
    }
    put(after, changes);
  }

  /** Writes an order whose state and deadline are as before. */
  static void put(Order order, Changes changes) {
    Agreement agreement = order.agreement();
    ByteWriter out = new ByteWriter(384).u8(VERSION).u8(agreement.kind().code());
    out.raw(agreement.listing().bytes());
    Rows.did(out, agreement.buyer());
    Rows.did(out, agreement.seller());
    Rows.optionalDid(out, agreement.arbiter());
    out.u64(agreement.amount().value());
    agreement.terms().write(out);
    Rows.optionalHash(out, agreement.contentHash());
    write(order.progress(), out);
    order.ending().ifPresent(ending -> write(ending, out));
    changes.put(key(order.id()), out.raw(order.lastEvent().bytes()).toBytes());
  }

  private static DueEntry entry(Order order) {
    int dueClass =
        switch (order.state()) {
          case ACTIVE, REJECTED -> MarketModules.DUE_ORDER_REFUND;
          case DELIVERED, DISPUTED, PAID, REFUNDED, SPLIT -> MarketModules.DUE_ORDER_PAY;
        };
    return new DueEntry(dueClass, order.progress().deadline(), order.id().bytes());
  }

  private static void write(Order.Progress progress, ByteWriter out) {
    out.u8(progress.state().code()).u64(progress.deadline());
    out.u8(progress.revisionsLeft()).u8(progress.evidence());
    Rows.optionalHash(out, progress.delivered());
  }

  private static void write(Order.Ending ending, ByteWriter out) {
    int flags =
        (ending.reviewedByBuyer() ? BUYER_BIT : 0) | (ending.reviewedBySeller() ? SELLER_BIT : 0);
    out.u64(ending.toSeller().value()).u32(ending.sellerRating());
    out.u32(ending.buyerRating()).u8(flags);
  }

  private static Order read(Hash id, ByteReader in) throws DecodeException {
    Rows.version(in, VERSION);
    Agreement agreement =
        new Agreement(
            Rows.coded(in, Agreement.Kind.values()),
            Rows.hash(in),
            Rows.did(in),
            Rows.did(in),
            Rows.optionalDid(in),
            new Tokens(in.u64()),
            Terms.read(in),
            Rows.optionalHash(in));
    Order.Progress progress =
        new Order.Progress(
            Rows.coded(in, Order.State.values()),
            in.u64(),
            in.u8(),
            in.u8(),
            Rows.optionalHash(in));
    Optional<Order.Ending> ending =
        progress.state().isFinal() ? Optional.of(ending(in)) : Optional.empty();
    return new Order(id, agreement, progress, ending, Rows.hash(in));
  }

  private static Order.Ending ending(ByteReader in) throws DecodeException {
    Tokens toSeller = new Tokens(in.u64());
    int sellerRating = in.u32();
    int buyerRating = in.u32();
    int flags = in.u8();
    return new Order.Ending(
        toSeller, sellerRating, buyerRating, (flags & BUYER_BIT) != 0, (flags & SELLER_BIT) != 0);
  }
}
