package network.clawnet.core.message.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Residence;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import org.jspecify.annotations.Nullable;

/** The rows of a post office in the node database. May block. */
public final class PostStore {
  /** Route and mark to a message that waits. */
  public static final Family OUT = new Family("message-out");

  /** Receiver and number to a message that came. */
  public static final Family IN = new Family("message-in");

  /** Marks of incoming routes, own and others' residences. */
  public static final Family BOOK = new Family("message-book");

  /** Id to what became of a message. */
  public static final Family STATUS = new Family("message-status");

  private static final int INCOMING = 0;
  private static final int OWN = 1;
  private static final int OTHERS = 2;
  private static final int LAST = 3;

  private final Store store;

  PostStore(Store store) {
    this.store = store;
  }

  /**
   * The last message that came for a DID, which may have been taken out since.
   *
   * @param at when it came, own clock, epoch milliseconds
   */
  record Last(long number, long at) {}

  /** Takes rows. */
  interface Visitor<K, V> {
    void visit(K key, V value);
  }

  void write(List<Write> batch, boolean sync) throws IOException {
    store.write(batch, sync);
  }

  static Write waiting(SealedMessage message) {
    return new Write(OUT, outKey(message.head().route(), message.head().mark()), message.toBytes());
  }

  static Write gone(Route route, Mark mark) {
    return new Write(OUT, outKey(route, mark), null);
  }

  Optional<byte[]> waiting(Route route, Mark mark) throws IOException {
    return Optional.ofNullable(store.get(OUT, outKey(route, mark)));
  }

  void eachWaiting(Visitor<SealedMessage, Integer> visitor) throws IOException {
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        OUT,
        new byte[0],
        null,
        (key, value) -> {
          try {
            visitor.visit(SealedMessage.parse(value), value.length);
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty();
        });
    damage(faults);
  }

  static Write arrived(Received received) {
    byte[] message = received.message().toBytes();
    return new Write(
        IN,
        inKey(received.message().head().route().to(), received.number()),
        new ByteWriter(message.length + 8).u64(received.receivedAt()).raw(message).toBytes());
  }

  static Write discarded(Did to, long number) {
    return new Write(IN, inKey(to, number), null);
  }

  List<Received> arrived(Did to, long after, int limit) throws IOException {
    List<Received> out = new ArrayList<>();
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        IN,
        inKey(to, after + 1),
        inKey(to, Long.MAX_VALUE),
        (key, value) -> {
          try {
            ByteReader in = new ByteReader(value);
            long at = in.u64();
            SealedMessage message = SealedMessage.parse(in.raw(in.remaining()));
            out.add(new Received(number(key), at, message));
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty() && out.size() < limit;
        });
    damage(faults);
    return out;
  }

  /** Visits everything that came, with its receiver, in the order of the numbers. */
  void eachArrived(Visitor<Did, Received> visitor) throws IOException {
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        IN,
        new byte[0],
        null,
        (key, value) -> {
          try {
            ByteReader in = new ByteReader(value);
            long at = in.u64();
            SealedMessage message = SealedMessage.parse(in.raw(in.remaining()));
            Did to = message.head().route().to();
            visitor.visit(to, new Received(number(key), at, message));
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty();
        });
    damage(faults);
  }

  static Write last(Did to, Last last) {
    return new Write(
        BOOK, didKey(LAST, to), new ByteWriter(16).u64(last.number()).u64(last.at()).toBytes());
  }

  /** Visits the numbers from which inboxes go on. */
  void eachLast(Visitor<Did, Last> visitor) throws IOException {
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        BOOK,
        new byte[] {LAST},
        new byte[] {LAST + 1},
        (key, value) -> {
          try {
            ByteReader in = new ByteReader(value);
            Did to = new Did(PublicKey.of(Arrays.copyOfRange(key, 1, key.length)));
            visitor.visit(to, new Last(in.u64(), in.u64()));
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty();
        });
    damage(faults);
  }

  static Write incoming(Route route, Mark mark) {
    ByteWriter out = new ByteWriter(Mark.BYTES);
    mark.write(out);
    return new Write(BOOK, incomingKey(route), out.toBytes());
  }

  Mark incoming(Route route) throws IOException {
    byte[] value = store.get(BOOK, incomingKey(route));
    return value == null ? Mark.NONE : parsed(value, bytes -> Mark.read(new ByteReader(bytes)));
  }

  static Write own(Residence residence) {
    return new Write(BOOK, didKey(OWN, residence.did()), residence.toBytes());
  }

  Optional<Residence> own(Did did) throws IOException {
    return residence(OWN, did);
  }

  List<Residence> own() throws IOException {
    List<byte[]> rows = new ArrayList<>();
    store.scan(
        BOOK,
        new byte[] {OWN},
        new byte[] {OWN + 1},
        (key, value) -> {
          rows.add(value);
          return true;
        });
    List<Residence> out = new ArrayList<>();
    for (byte[] row : rows) {
      out.add(parsed(row, Residence::parse));
    }
    return out;
  }

  static Write other(Residence residence) {
    return new Write(BOOK, didKey(OTHERS, residence.did()), residence.toBytes());
  }

  Optional<Residence> other(Did did) throws IOException {
    return residence(OTHERS, did);
  }

  static Write status(String id, Sending sending) {
    return new Write(
        STATUS,
        id.getBytes(StandardCharsets.US_ASCII),
        new ByteWriter(9).u8(sending.state().code()).u64(sending.at()).toBytes());
  }

  Optional<Sending> status(String id) throws IOException {
    byte[] value = store.get(STATUS, id.getBytes(StandardCharsets.US_ASCII));
    return value == null ? Optional.empty() : Optional.of(parsed(value, PostStore::sending));
  }

  /** Forgets what became of messages before a time. */
  void prune(long before) throws IOException {
    List<Write> batch = new ArrayList<>();
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        STATUS,
        new byte[0],
        null,
        (key, value) -> {
          try {
            Sending sending = sending(value);
            if (sending.state() != Sending.State.WAITING && sending.at() < before) {
              batch.add(new Write(STATUS, key, null));
            }
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty();
        });
    damage(faults);
    store.write(batch, false);
  }

  private Optional<Residence> residence(int kind, Did did) throws IOException {
    byte @Nullable [] value = store.get(BOOK, didKey(kind, did));
    return value == null ? Optional.empty() : Optional.of(parsed(value, Residence::parse));
  }

  private static Sending sending(byte[] value) throws DecodeException {
    ByteReader in = new ByteReader(value);
    int code = in.u8();
    for (Sending.State state : Sending.State.values()) {
      if (state.code() == code) {
        return new Sending(state, in.u64());
      }
    }
    throw new DecodeException("no state " + code);
  }

  /** Reads a row. */
  private interface Parser<T> {
    T parse(byte[] row) throws DecodeException;
  }

  private static <T> T parsed(byte[] row, Parser<T> parser) throws IOException {
    try {
      return parser.parse(row);
    } catch (DecodeException e) {
      throw new IOException("a message row is damaged: " + e.getMessage(), e);
    }
  }

  private static void damage(List<DecodeException> faults) throws IOException {
    if (!faults.isEmpty()) {
      throw new IOException("a message row is damaged", faults.get(0));
    }
  }

  private static byte[] outKey(Route route, Mark mark) {
    ByteWriter out = new ByteWriter(Route.BYTES + Mark.BYTES);
    route.write(out);
    mark.write(out);
    return out.toBytes();
  }

  private static byte[] inKey(Did to, long number) {
    return new ByteWriter(40).raw(to.key().bytes()).u64(number).toBytes();
  }

  private static long number(byte[] inKey) throws DecodeException {
    return new ByteReader(inKey, PublicKey.BYTES, Long.BYTES).u64();
  }

  private static byte[] incomingKey(Route route) {
    ByteWriter out = new ByteWriter(1 + Route.BYTES).u8(INCOMING);
    route.write(out);
    return out.toBytes();
  }

  private static byte[] didKey(int kind, Did did) {
    return new ByteWriter(33).u8(kind).raw(did.key().bytes()).toBytes();
  }
}
