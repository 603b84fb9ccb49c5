package network.clawnet.daemon.query.market;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Family;
import network.clawnet.daemon.app.market.Cursor;

/** The form of the rows: list ‖ subject ‖ place, later places first. */
final class MarketRows {
  static final Family FAMILY = new Family("ixmarket");

  /** Raised whenever rows change their form or meaning: the node then makes all of them again. */
  static final int VERSION = 1;

  private static final byte[] VERSION_KEY = {0};

  private MarketRows() {}

  /** The lists. Codes are stored; a change of them needs a new version. */
  enum Of {
    /** Subject: a listing, order or lease; its only row is where it began. */
    PLACE(1),
    /** Subject: a kind of listing. */
    OPEN(2),
    /** Subject: a kind of listing. */
    LISTINGS(3),
    /** Subject: an owner. */
    OWNED(4),
    /** Subject: buyer, seller or arbiter. */
    ORDERS(5),
    /** Subject: renter, provider or arbiter. */
    LEASES(6),
    /** Subject: a listing. */
    ORDERS_FROM(7),
    /** Subject: a listing. */
    LEASES_FROM(8),
    /** Subject: a task; the row's id is the bidder's key. */
    BIDS(9),
    /** Subject: a bidder. */
    BIDS_BY(10),
    /** Subject: who was reviewed. */
    REVIEWS(11),
    /** Subject: a listing, order, lease or contract; the events that changed it. */
    STEPS(12),
    /** Subject: client, provider or arbiter. */
    CONTRACTS(13);

    private final int code;

    Of(int code) {
      this.code = code;
    }

    /** Returns the start of the keys of one subject. */
    byte[] prefix(byte[] subject) {
      return new ByteWriter(1 + subject.length).u8(code).raw(subject).toBytes();
    }
  }

  /**
   * One row.
   *
   * @param place of the event that made it
   * @param id what is listed
   * @param event the event that made the row
   * @param time block time, epoch milliseconds
   */
  record Row(Cursor place, Hash id, Hash event, long time) {
    Store.Write write(Of list, byte[] subject) {
      return new Store.Write(FAMILY, key(list, subject), value());
    }

    Store.Write delete(Of list, byte[] subject) {
      return new Store.Write(FAMILY, key(list, subject), null);
    }

    /** Returns the only row of a subject, whose place is in its value. */
    Store.Write writePlace() {
      byte[] value = new ByteWriter(84).raw(place.bytes()).raw(value()).toBytes();
      return new Store.Write(FAMILY, Of.PLACE.prefix(id.bytes()), value);
    }

    static Row ofPlace(byte[] value) throws DecodeException {
      ByteReader in = new ByteReader(value);
      Cursor place = Cursor.of(in.raw(Cursor.BYTES));
      return read(place, in);
    }

    static Row of(byte[] key, byte[] value) throws DecodeException {
      ByteReader in = new ByteReader(key, key.length - Cursor.BYTES, Cursor.BYTES);
      return read(Cursor.of(in.raw(Cursor.BYTES)), new ByteReader(value));
    }

    private static Row read(Cursor place, ByteReader in) throws DecodeException {
      Row row = new Row(place, Hash.of(in.raw(Hash.BYTES)), Hash.of(in.raw(Hash.BYTES)), in.u64());
      in.end();
      return row;
    }

    private byte[] value() {
      return new ByteWriter(72).raw(id.bytes()).raw(event.bytes()).u64(time).toBytes();
    }

    private byte[] key(Of list, byte[] subject) {
      return new ByteWriter(64).raw(list.prefix(subject)).raw(place.bytes()).toBytes();
    }
  }

  static byte[] versionKey() {
    return VERSION_KEY.clone();
  }

  /** Returns what says that all rows are there. */
  static Store.Write complete() {
    return new Store.Write(FAMILY, versionKey(), new byte[] {VERSION});
  }
}
