package network.clawnet.core.sync.wire;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/** Question and answer of {@code epochs/1}. */
public final class EpochsMessages {
  /** Most links in one answer. */
  public static final int MAX_LINKS = 64;

  /** Largest answer in bytes. */
  public static final int MAX_ANSWER_BYTES = 2 + MAX_LINKS * EpochLink.MAX_BYTES;

  private EpochsMessages() {}

  /**
   * A question.
   *
   * @param first epoch whose end is asked for, and the ends of those after it
   * @param count most links that are wanted, 1 to {@link #MAX_LINKS}
   */
  public record Question(long first, int count) {
    /** Encoded size in bytes. */
    public static final int BYTES = 10;

    public Question {
      if (count < 1 || count > MAX_LINKS) {
        throw new IllegalArgumentException("links: " + count);
      }
    }

    /** Returns u64 first, u16 count. */
    public byte[] encode() {
      return new ByteWriter(BYTES).u64(first).u16(count).toBytes();
    }

    /** Reads what {@link #encode} wrote and nothing else. */
    public static Question decode(byte[] bytes) throws DecodeException {
      ByteReader in = new ByteReader(bytes);
      long first = in.u64();
      int count = in.u16();
      in.end();
      if (count < 1 || count > MAX_LINKS) {
        throw new DecodeException("links: " + count);
      }
      return new Question(first, count);
    }
  }

  /** Returns u16 count and the links, which follow one another. */
  public static byte[] answer(List<EpochLink> links) {
    ByteWriter out = new ByteWriter(1024).u16(links.size());
    links.forEach(it -> it.writeTo(out));
    return out.toBytes();
  }

  /** Reads what {@link #answer} wrote and nothing else. */
  public static List<EpochLink> readAnswer(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int count = in.u16();
    if (count > MAX_LINKS) {
      throw new DecodeException("links: " + count);
    }
    List<EpochLink> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      links.add(EpochLink.read(in));
    }
    in.end();
    return links;
  }
}
