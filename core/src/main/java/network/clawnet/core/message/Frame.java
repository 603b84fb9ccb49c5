package network.clawnet.core.message;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;

/**
 * What two nodes say to each other on a stream of messages. Source: docs/protocol/delivery.md, 4.
 */
public sealed interface Frame {
  /** Largest frame, in bytes. */
  int MAX_BYTES = 1 + SealedMessage.MAX_BYTES;

  /** The sender's node says for whom it has messages, and that it may speak for the sender. */
  record Hello(Residence from, Did to) implements Frame {}

  /** The receiver's node says where it stands, and that it may speak for the receiver. */
  record Welcome(Residence to, Mark mark) implements Frame {}

  /** One message. */
  record Push(SealedMessage message) implements Frame {}

  /** Everything up to a mark has been dealt with, and what was accepted is on disk. */
  record Receipt(Mark mark) implements Frame {}

  /** One message was not accepted and never will be: its parties have no such deal. */
  record Refused(Mark mark) implements Frame {}

  /** Nothing more now; the stream ends. */
  record Wait(Busy why) implements Frame {}

  /** Returns the bytes that travel. */
  default byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    if (this instanceof Hello it) {
      it.from().write(out.u8(1));
      out.raw(it.to().key().bytes());
    } else if (this instanceof Welcome it) {
      it.to().write(out.u8(2));
      it.mark().write(out);
    } else if (this instanceof Push it) {
      out.u8(3).raw(it.message().toBytes());
    } else if (this instanceof Receipt it) {
      it.mark().write(out.u8(4));
    } else if (this instanceof Refused it) {
      it.mark().write(out.u8(5));
    } else if (this instanceof Wait it) {
      out.u8(6).u8(it.why().code());
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #toBytes} gave.
   *
   * @throws DecodeException if the form is wrong
   */
  static Frame parse(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    if (kind == 3) {
      return new Push(SealedMessage.parse(in.raw(in.remaining())));
    }
    Frame out =
        switch (kind) {
          case 1 -> new Hello(Residence.read(in), new Did(PublicKey.of(in.raw(PublicKey.BYTES))));
          case 2 -> new Welcome(Residence.read(in), Mark.read(in));
          case 4 -> new Receipt(Mark.read(in));
          case 5 -> new Refused(Mark.read(in));
          case 6 -> new Wait(busy(in.u8()));
          default -> throw new DecodeException("no frame of kind " + kind);
        };
    in.end();
    return out;
  }

  private static Busy busy(int code) throws DecodeException {
    for (Busy busy : Busy.values()) {
      if (busy.code() == code) {
        return busy;
      }
    }
    throw new DecodeException("no reason " + code);
  }
}
