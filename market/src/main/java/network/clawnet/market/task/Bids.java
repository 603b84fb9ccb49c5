package network.clawnet.market.task;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Rows;

/** Bids in the replicated state, one per task and bidder. Pure. */
public final class Bids {
  private static final int VERSION = 1;

  private Bids() {}

  public static Optional<Bid> get(StateView view, Hash task, Did bidder) {
    return Rows.get(view, key(task, bidder), Bids::read);
  }

  /** Returns where a bid lies, for proofs. */
  public static StateKey key(Hash task, Did bidder) {
    return new StateKey(
        MarketModules.BID,
        new ByteWriter(64).raw(task.bytes()).raw(bidder.key().bytes()).toBytes());
  }

  static void put(Hash task, Did bidder, Bid bid, Changes changes) {
    changes.put(
        key(task, bidder),
        new ByteWriter(49)
            .u8(VERSION)
            .u64(bid.price().value())
            .u64(bid.deliverMs())
            .raw(bid.event().bytes())
            .toBytes());
  }

  static void remove(Hash task, Did bidder, Changes changes) {
    changes.delete(key(task, bidder));
  }

  private static Bid read(ByteReader in) throws DecodeException {
    Rows.version(in, VERSION);
    return new Bid(new Tokens(in.u64()), in.u64(), Rows.hash(in));
  }
}
