package network.clawnet.core.ledger;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What one event, or one due entry, did. Receipts are under the header's {@code receiptsRoot}: due
 * entries first, then events, each in block order.
 *
 * @param cause event hash, or for a due entry the SHA-256 of its key
 * @param origin whether an event or the clock caused it
 * @param fee charged to the issuer; zero for due entries
 */
public record Receipt(Hash cause, Origin origin, Tokens fee, List<Movement> movements) {
  private static final int MAX_MOVEMENTS = 4_096;
  private static final int MAX_REFERENCE_BYTES = 256;

  /** Who caused it; the codes are wire values and never change. */
  public enum Origin {
    EVENT(1),
    DUE(2),
    /** A due effect that could not be carried out: a bug, parked instead of a halt. */
    DUE_FAILED(3);

    private final int code;

    Origin(int code) {
      this.code = code;
    }

    static Origin ofCode(int code) throws DecodeException {
      for (Origin origin : values()) {
        if (origin.code == code) {
          return origin;
        }
      }
      throw new DecodeException("unknown receipt origin " + code);
    }
  }

  public Receipt {
    movements = List.copyOf(movements);
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(64 + movements.size() * 96);
    out.raw(cause.bytes()).u8(origin.code).u64(fee.value()).u16(movements.size());
    for (Movement movement : movements) {
      out.u8(movement.kind().code())
          .raw(movement.from().key().bytes())
          .raw(movement.to().key().bytes())
          .u64(movement.amount().value())
          .text(movement.reference());
    }
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static Receipt decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    try {
      Hash cause = Hash.of(in.raw(Hash.BYTES));
      Origin origin = Origin.ofCode(in.u8());
      Tokens fee = new Tokens(in.u64());
      int count = bounded(in.u16(), MAX_MOVEMENTS + 1);
      List<Movement> movements = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        movements.add(
            new Movement(
                Movement.Kind.ofCode(in.u8()),
                new Did(PublicKey.of(in.raw(PublicKey.BYTES))),
                new Did(PublicKey.of(in.raw(PublicKey.BYTES))),
                new Tokens(in.u64()),
                in.text(MAX_REFERENCE_BYTES)));
      }
      in.end();
      return new Receipt(cause, origin, fee, movements);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("receipt: " + e.getMessage());
    }
  }

  private static int bounded(int value, int limit) throws DecodeException {
    if (value >= limit) {
      throw new DecodeException("receipt: value " + value + " out of range");
    }
    return value;
  }
}
