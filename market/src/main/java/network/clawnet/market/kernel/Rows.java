package network.clawnet.market.kernel;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/** Reads and writes the parts that stored market records are made of. */
public final class Rows {
  private Rows() {}

  /** Reads one record. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ByteReader in) throws DecodeException;
  }

  /** Returns the record under a key, empty where there is none. */
  public static <T> Optional<T> get(StateView view, StateKey key, Reader<T> reader) {
    byte[] value = view.get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      ByteReader in = new ByteReader(value);
      T record = reader.read(in);
      in.end();
      return Optional.of(record);
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IllegalStateException("corrupt market record " + key, e);
    }
  }

  /** Refuses a record of another version. */
  public static void version(ByteReader in, int known) throws DecodeException {
    if (in.u8() != known) {
      throw new DecodeException("unknown version of a record");
    }
  }

  public static void did(ByteWriter out, Did did) {
    out.raw(did.key().bytes());
  }

  public static Did did(ByteReader in) throws DecodeException {
    return new Did(PublicKey.of(in.raw(PublicKey.BYTES)));
  }

  public static void optionalDid(ByteWriter out, Optional<Did> did) {
    out.u8(did.isPresent() ? 1 : 0);
    did.ifPresent(it -> did(out, it));
  }

  public static Optional<Did> optionalDid(ByteReader in) throws DecodeException {
    return flag(in) ? Optional.of(did(in)) : Optional.empty();
  }

  public static Hash hash(ByteReader in) throws DecodeException {
    return Hash.of(in.raw(Hash.BYTES));
  }

  public static void optionalHash(ByteWriter out, Optional<Hash> hash) {
    out.u8(hash.isPresent() ? 1 : 0);
    hash.ifPresent(it -> out.raw(it.bytes()));
  }

  public static Optional<Hash> optionalHash(ByteReader in) throws DecodeException {
    return flag(in) ? Optional.of(hash(in)) : Optional.empty();
  }

  /** A constant that is stored: its code never changes. */
  public interface Coded {
    int code();
  }

  /** Reads a constant by its code. */
  public static <T extends Coded> T coded(ByteReader in, T[] values) throws DecodeException {
    int code = in.u8();
    for (T value : values) {
      if (value.code() == code) {
        return value;
      }
    }
    throw new DecodeException("no constant " + code);
  }

  private static boolean flag(ByteReader in) throws DecodeException {
    int value = in.u8();
    if (value > 1) {
      throw new DecodeException("a flag is 0 or 1, not " + value);
    }
    return value == 1;
  }
}
