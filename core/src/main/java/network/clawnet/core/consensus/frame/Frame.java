package network.clawnet.core.consensus.frame;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/**
 * One message of the stream: a tag, and what follows it to the end. Arrays inside are not to be
 * written to.
 */
public sealed interface Frame {
  /** Most bytes of a consensus message in one frame. */
  int PIECE_BYTES = 64 << 10;

  /** Largest frame in bytes; the stream refuses longer ones unread. */
  int MAX_BYTES = PIECE_BYTES + 5;

  /** Largest frame before both sides have proved their keys, in bytes. */
  int MAX_HELLO_BYTES = 128;

  /** First of each side: which network, and a number that is never used again. */
  record Greeting(Hash chainId, Hash nonce) implements Frame {}

  /**
   * Second of each side.
   *
   * @param run names the process: another number means that the validator has started again
   */
  record Proof(PublicKey key, long run, byte[] signature) implements Frame {}

  /** Last of a side. */
  record Goodbye(Farewell why) implements Frame {}

  /** A whole consensus message. */
  record Whole(byte[] message) implements Frame {}

  /** The beginning of a consensus message of {@code total} bytes. */
  record First(int total, byte[] piece) implements Frame {}

  /** More of the message that was begun. */
  record More(byte[] piece) implements Frame {}

  /** Returns the bytes on the wire. */
  default byte[] encode() {
    ByteWriter out = new ByteWriter(MAX_HELLO_BYTES);
    if (this instanceof Greeting it) {
      out.u8(Tag.GREETING).raw(it.chainId().bytes()).raw(it.nonce().bytes());
    } else if (this instanceof Proof it) {
      out.u8(Tag.PROOF).raw(it.key().bytes()).u64(it.run()).raw(it.signature());
    } else if (this instanceof Goodbye it) {
      out.u8(Tag.GOODBYE).u8(it.why().code());
    } else if (this instanceof Whole it) {
      out.u8(Tag.WHOLE).raw(it.message());
    } else if (this instanceof First it) {
      out.u8(Tag.FIRST).u32(it.total()).raw(it.piece());
    } else if (this instanceof More it) {
      out.u8(Tag.MORE).raw(it.piece());
    }
    return out.toBytes();
  }

  /** Reads a frame; other sizes and tags are refused. */
  static Frame decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int tag = in.u8();
    Frame frame =
        switch (tag) {
          case Tag.GREETING -> new Greeting(hash(in), hash(in));
          case Tag.PROOF ->
              new Proof(
                  PublicKey.of(in.raw(PublicKey.BYTES)), in.u64(), in.raw(Ed25519.SIGNATURE_BYTES));
          case Tag.GOODBYE -> new Goodbye(Farewell.of(in.u8()));
          case Tag.WHOLE -> new Whole(rest(in));
          case Tag.FIRST -> new First(in.u32(), rest(in));
          case Tag.MORE -> new More(rest(in));
          default -> throw new DecodeException("unknown frame " + tag);
        };
    in.end();
    return frame;
  }

  private static Hash hash(ByteReader in) throws DecodeException {
    return Hash.of(in.raw(Hash.BYTES));
  }

  private static byte[] rest(ByteReader in) throws DecodeException {
    if (in.remaining() == 0 || in.remaining() > PIECE_BYTES) {
      throw new DecodeException("a piece of " + in.remaining() + " bytes");
    }
    return in.raw(in.remaining());
  }

  /** The first byte of a frame. */
  final class Tag {
    static final int GREETING = 1;
    static final int PROOF = 2;
    static final int GOODBYE = 3;
    static final int WHOLE = 4;
    static final int FIRST = 5;
    static final int MORE = 6;

    private Tag() {}
  }
}
