package network.clawnet.market.reputation;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Rows;

/** The ratings of each DID, numbered from 0 in the order of the deals' ends. Pure. */
public final class Ratings {
  private static final int VERSION = 1;
  private static final byte COUNT = 0;
  private static final byte ROW = 1;
  private static final int SELLER_BIT = 1;
  private static final int DISPUTED_BIT = 2;

  private Ratings() {}

  /** Returns how many ratings the DID has. */
  public static int count(StateView view, Did did) {
    return Rows.get(view, countKey(did), ByteReader::u32).orElse(0);
  }

  public static Optional<Rating> get(StateView view, Did did, int number) {
    return Rows.get(view, key(did, number), Ratings::read);
  }

  /** Adds a rating and returns its number. */
  public static int add(Did did, Rating rating, Changes changes) {
    int number = count(changes, did);
    put(did, number, rating, changes);
    changes.put(countKey(did), new ByteWriter(4).u32(number + 1).toBytes());
    return number;
  }

  /** Adds the partner's stars to a rating that exists. */
  public static void review(Did did, int number, int stars, Changes changes) {
    Rating rating = get(changes, did, number).orElseThrow();
    put(did, number, rating.withStars(stars), changes);
  }

  /** Returns where a rating lies, for proofs. */
  public static StateKey key(Did did, int number) {
    return new StateKey(
        MarketModules.RATING,
        new ByteWriter(37).u8(ROW).raw(did.key().bytes()).u32(number).toBytes());
  }

  /** Returns where the number of ratings lies, for proofs. */
  public static StateKey countKey(Did did) {
    return new StateKey(
        MarketModules.RATING, new ByteWriter(33).u8(COUNT).raw(did.key().bytes()).toBytes());
  }

  private static void put(Did did, int number, Rating rating, Changes changes) {
    int flags =
        (rating.side() == Rating.Side.SELLER ? SELLER_BIT : 0)
            | (rating.disputed() ? DISPUTED_BIT : 0);
    ByteWriter out = new ByteWriter(96).u8(VERSION).raw(rating.deal().bytes());
    Rows.did(out, rating.other());
    out.u8(flags).u64(rating.time()).u16(rating.outcome()).u8(rating.stars());
    changes.put(key(did, number), out.toBytes());
  }

  private static Rating read(ByteReader in) throws DecodeException {
    Rows.version(in, VERSION);
    Hash deal = Rows.hash(in);
    Did other = Rows.did(in);
    int flags = in.u8();
    return new Rating(
        deal,
        other,
        (flags & SELLER_BIT) != 0 ? Rating.Side.SELLER : Rating.Side.BUYER,
        in.u64(),
        in.u16(),
        (flags & DISPUTED_BIT) != 0,
        in.u8());
  }
}
