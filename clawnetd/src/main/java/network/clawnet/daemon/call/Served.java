package network.clawnet.daemon.call;

import java.util.HexFormat;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.message.Letter;

/**
 * What a provider's node knows of the calls of one lease.
 *
 * @param units answers that count
 * @param consent the renter's, to so many units
 * @param id of the last call
 * @param stage where the last call stands
 * @param body the last call while it is open, then its answer, as letters
 */
record Served(long units, byte[] consent, String id, Stage stage, byte[] body) {
  /** Where a call stands. The codes are stored and never change. */
  enum Stage {
    /** The provider's program has to be asked, or asked again. */
    OPEN(0),
    /** It has answered; the answer may not have been sent. */
    DONE(1),
    SENT(2);

    private final int code;

    Stage(int code) {
      this.code = code;
    }
  }

  static Served none() {
    return new Served(
        0,
        new byte[Ed25519.SIGNATURE_BYTES],
        "0".repeat(2 * CallLetter.ID_BYTES),
        Stage.SENT,
        new byte[0]);
  }

  Served opened(CallLetter call) {
    return new Served(units, consent, call.id(), Stage.OPEN, call.toBytes());
  }

  Served done(CallLetter call, AnswerLetter answer) {
    boolean counts = AnswerLetter.counts(answer.status());
    return new Served(
        counts ? units + 1 : units,
        counts ? call.consent() : consent,
        id,
        Stage.DONE,
        answer.toBytes());
  }

  Served sent() {
    return new Served(units, consent, id, Stage.SENT, body);
  }

  byte[] toBytes() {
    return new ByteWriter(body.length + 128)
        .u64(units)
        .raw(consent)
        .raw(HexFormat.of().parseHex(id))
        .u8(stage.code)
        .bytes(body)
        .toBytes();
  }

  static Served parse(byte[] row) throws DecodeException {
    ByteReader in = new ByteReader(row);
    Served out =
        new Served(
            in.u64(),
            in.raw(Ed25519.SIGNATURE_BYTES),
            HexFormat.of().formatHex(in.raw(CallLetter.ID_BYTES)),
            stage(in.u8()),
            in.bytes(Letter.MAX_BODY_BYTES));
    in.end();
    return out;
  }

  private static Stage stage(int code) throws DecodeException {
    for (Stage stage : Stage.values()) {
      if (stage.code == code) {
        return stage;
      }
    }
    throw new DecodeException("no stage " + code);
  }
}
