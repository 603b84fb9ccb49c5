package network.clawnet.market.arbiter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.kernel.Rows;

/** The seats of all arbiters, numbered without gaps, and the draw. Pure. */
public final class Seats {
  /** Most seats that one draw looks at. */
  static final int MAX_LOOKS = 8;

  private static final String SEED_PREFIX = "clawnet:arbiter:v1:";
  private static final byte COUNT = 0;
  private static final byte BY_NUMBER = 1;
  private static final byte BY_HOLDER = 2;
  private static final String REFERENCE = "arbiter";

  private Seats() {}

  /** Returns a holder's seat, also one that is given up and not yet paid back. */
  public static Optional<Seat> get(StateView view, Did holder) {
    return Rows.get(view, key(holder), in -> read(holder, in));
  }

  /** Returns the number of seats that are drawn. */
  public static int count(StateView view) {
    return Rows.get(view, countKey(), ByteReader::u32).orElse(0);
  }

  /**
   * Returns who has a seat that is drawn, in the order of the numbers.
   *
   * @param from first number
   * @param limit most holders
   */
  public static List<Did> list(StateView view, int from, int limit) {
    List<Did> out = new ArrayList<>();
    int end = (int) Math.min(count(view), (long) from + limit);
    for (int number = from; number < end; number++) {
      out.add(holder(view, number));
    }
    return out;
  }

  /** Returns the arbiter of a deal between two parties, empty where none is eligible. */
  public static Optional<Did> draw(
      StateView view, Hash deal, BlockContext block, Did buyer, Did seller) {
    int count = count(view);
    if (count == 0) {
      return Optional.empty();
    }
    int first = first(deal, block, count);
    for (int i = 0; i < Math.min(count, MAX_LOOKS); i++) {
      Did holder = holder(view, (int) (((long) first + i) % count));
      if (!Relations.related(view, holder, buyer) && !Relations.related(view, holder, seller)) {
        return Optional.of(holder);
      }
    }
    return Optional.empty();
  }

  /** Takes a seat; its money was checked. */
  static void take(Did holder, Tokens stake, long time, Changes changes) {
    int number = count(changes);
    hold(holder, stake).lock(changes);
    putCount(number + 1, changes);
    place(new Seat(holder, number, stake, time, 0), changes);
  }

  /** Gives up a seat, if it is drawn: the last seat moves to its number. */
  public static void leave(Did holder, long returnsAt, Changes changes) {
    Seat seat = get(changes, holder).orElse(null);
    if (seat == null || !seat.isDrawn()) {
      return;
    }
    int last = count(changes) - 1;
    Did mover = holder(changes, last);
    changes.delete(numberKey(last));
    putCount(last, changes);
    if (!mover.equals(holder)) {
      place(get(changes, mover).orElseThrow().at(seat.number()), changes);
    }
    put(seat.returningAt(returnsAt), changes);
    changes.schedule(entry(holder, returnsAt));
  }

  /** Pays back a seat that was given up. */
  static void payBack(Seat seat, Changes changes) {
    hold(seat.holder(), seat.stake()).refund(changes);
    changes.delete(key(seat.holder()));
  }

  static DueEntry entry(Did holder, long time) {
    return new DueEntry(MarketModules.DUE_SEAT, time, holder.key().bytes());
  }

  /** Returns where a holder's seat lies, for proofs. */
  public static StateKey key(Did holder) {
    return new StateKey(
        MarketModules.ARBITER,
        new ByteWriter(33).u8(BY_HOLDER).raw(holder.key().bytes()).toBytes());
  }

  private static int first(Hash deal, BlockContext block, int count) {
    byte[] seed =
        new ByteWriter(64)
            .raw(SEED_PREFIX.getBytes(StandardCharsets.US_ASCII))
            .raw(deal.bytes())
            .u64(block.height())
            .u64(block.time())
            .toBytes();
    long number = 0;
    byte[] digest = Hash.sha256(seed).bytes();
    for (int i = 0; i < Long.BYTES; i++) {
      number = (number << 8) | (digest[i] & 0xff);
    }
    return (int) Long.remainderUnsigned(number, count);
  }

  private static void place(Seat seat, Changes changes) {
    changes.put(numberKey(seat.number()), seat.holder().key().bytes());
    put(seat, changes);
  }

  private static void put(Seat seat, Changes changes) {
    changes.put(
        key(seat.holder()),
        new ByteWriter(32)
            .u8(1)
            .u32(seat.number())
            .u64(seat.stake().value())
            .u64(seat.since())
            .u64(seat.returnsAt())
            .toBytes());
  }

  private static Seat read(Did holder, ByteReader in) throws DecodeException {
    Rows.version(in, 1);
    return new Seat(holder, in.u32(), new Tokens(in.u64()), in.u64(), in.u64());
  }

  private static Did holder(StateView view, int number) {
    return Rows.get(view, numberKey(number), Rows::did)
        .orElseThrow(() -> new IllegalStateException("no seat " + number));
  }

  private static void putCount(int count, Changes changes) {
    changes.put(countKey(), new ByteWriter(4).u32(count).toBytes());
  }

  private static StateKey countKey() {
    return new StateKey(MarketModules.ARBITER, new byte[] {COUNT});
  }

  private static StateKey numberKey(int number) {
    return new StateKey(
        MarketModules.ARBITER, new ByteWriter(5).u8(BY_NUMBER).u32(number).toBytes());
  }

  private static Hold hold(Did holder, Tokens stake) {
    return new Hold(holder, holder, stake, REFERENCE);
  }
}
