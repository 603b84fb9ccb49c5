package network.clawnet.daemon.app.market;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;

/**
 * A place in a list that stays where it is while the list grows: that of an event on the ledger.
 *
 * @param height of the event's block
 * @param index of the event in it
 */
public record Cursor(long height, int index) {
  /** Bytes of a cursor. */
  public static final int BYTES = 12;

  /** Reads what {@link #text} wrote. */
  public static Cursor parse(String text) throws DecodeException {
    return of(Hex.decode(text, BYTES));
  }

  /** Reads what {@link #bytes} wrote. */
  public static Cursor of(byte[] place) throws DecodeException {
    ByteReader in = new ByteReader(place);
    Cursor cursor = new Cursor(Long.MAX_VALUE - in.u64(), Integer.MAX_VALUE - in.u32());
    in.end();
    return cursor;
  }

  /** Returns bytes of which those of later events sort first. */
  public byte[] bytes() {
    return new ByteWriter(BYTES)
        .u64(Long.MAX_VALUE - height)
        .u32(Integer.MAX_VALUE - index)
        .toBytes();
  }

  /** Returns the cursor as answers carry it. */
  public String text() {
    return Hex.encode(bytes());
  }
}
