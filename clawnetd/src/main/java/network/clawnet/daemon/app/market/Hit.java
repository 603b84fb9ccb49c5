package network.clawnet.daemon.app.market;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;

/**
 * A place in an ordered list of hits. It is made of what the hits are ordered by, so that it stays
 * where it is while listings come and go.
 *
 * @param order how the list is ordered
 * @param key what the last hit is ordered by first: score, price or reputation; 0 for the newest
 * @param place its place on the ledger, which is nobody else's
 */
public record Hit(Search.Order order, long key, long place) {
  private static final int BYTES = 17;

  /** Reads what {@link #text} wrote. */
  public static Hit parse(String text) throws DecodeException {
    ByteReader in = new ByteReader(Hex.decode(text, BYTES));
    Hit hit = new Hit(order(in.u8()), in.u64(), in.u64());
    in.end();
    return hit;
  }

  private static Search.Order order(int code) throws DecodeException {
    for (Search.Order order : Search.Order.values()) {
      if (order.code() == code) {
        return order;
      }
    }
    throw new DecodeException("no order of hits has the number " + code);
  }

  /** Returns the place as answers carry it. */
  public String text() {
    return Hex.encode(new ByteWriter(BYTES).u8(order.code()).u64(key).u64(place).toBytes());
  }
}
