package network.clawnet.core.sync.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.StatePart;
import network.clawnet.core.tree.node.PathRange;

/** Questions and answers of {@code snap/1}. */
public final class SnapshotMessages {
  /** Most snapshots that one node offers. */
  public static final int MAX_OFFERS = 4;

  /** Largest answer in bytes. */
  public static final int MAX_ANSWER_BYTES = 1 + StatePart.MAX_ENCODED_BYTES;

  private static final int OFFERS = 1;
  private static final int PART = 2;

  private SnapshotMessages() {}

  /** A question. */
  public sealed interface Question {
    /** Largest encoded size in bytes. */
    int MAX_BYTES = 1 + Hash.BYTES + PathRange.BYTES;

    /** Which snapshots are there? */
    record Offers() implements Question {}

    /**
     * What does a snapshot hold in a range, or in the largest part of it from its beginning on that
     * an answer has room for?
     */
    record Part(Hash block, PathRange range) implements Question {}

    /** Returns u8 kind 1; or u8 kind 2, block hash, range. */
    default byte[] encode() {
      ByteWriter out = new ByteWriter(MAX_BYTES);
      if (this instanceof Part it) {
        out.u8(PART).raw(it.block().bytes());
        it.range().writeTo(out);
      } else {
        out.u8(OFFERS);
      }
      return out.toBytes();
    }

    /** Reads what {@link #encode} wrote and nothing else. */
    static Question decode(byte[] bytes) throws DecodeException {
      ByteReader in = new ByteReader(bytes);
      int kind = in.u8();
      Question question =
          switch (kind) {
            case OFFERS -> new Offers();
            case PART -> new Part(Hash.of(in.raw(Hash.BYTES)), PathRange.read(in));
            default -> throw new DecodeException("a question of kind " + kind);
          };
      in.end();
      return question;
    }
  }

  /** Returns u8 count and the names. */
  public static byte[] offers(List<SnapshotId> offers) {
    ByteWriter out = new ByteWriter(1 + offers.size() * SnapshotId.BYTES).u8(offers.size());
    offers.forEach(it -> it.writeTo(out));
    return out.toBytes();
  }

  /** Reads what {@link #offers} wrote and nothing else. */
  public static List<SnapshotId> readOffers(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int count = in.u8();
    if (count > MAX_OFFERS) {
      throw new DecodeException(count + " snapshots");
    }
    List<SnapshotId> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      offers.add(SnapshotId.read(in));
    }
    in.end();
    return offers;
  }

  /** Returns u8 1 and the part; u8 0 for a snapshot that is not here. */
  public static byte[] part(Optional<StatePart> part) {
    if (part.isEmpty()) {
      return new byte[] {0};
    }
    byte[] encoded = part.get().encode();
    return new ByteWriter(1 + encoded.length).u8(1).raw(encoded).toBytes();
  }

  /** Reads what {@link #part} wrote and nothing else. */
  public static Optional<StatePart> readPart(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int present = in.u8();
    if (present > 1) {
      throw new DecodeException("a flag of " + present);
    }
    if (present == 0) {
      in.end();
      return Optional.empty();
    }
    return Optional.of(StatePart.decode(in.raw(in.remaining())));
  }
}
