package network.clawnet.daemon.call;

import java.util.HexFormat;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.message.Letter;
import network.clawnet.daemon.app.message.Calls.Outcome;
import network.clawnet.daemon.app.message.Calls.State;

/**
 * What a renter's node knows of its calls of one lease.
 *
 * @param units answers that count, before the last call or with it
 * @param status of the last answer; 0 while the call waits
 * @param body of the call while it waits, so that it can be sent again; then the answer
 */
record Made(long units, String id, int status, byte[] body) {
  static Made waiting(long units, CallLetter call) {
    return new Made(units, call.id(), 0, call.toBytes());
  }

  boolean isWaiting() {
    return status == 0;
  }

  Made answered(AnswerLetter answer) {
    long now = AnswerLetter.counts(answer.status()) ? units + 1 : units;
    return new Made(now, id, answer.status(), answer.output());
  }

  Outcome outcome() {
    return new Outcome(
        id,
        isWaiting() ? State.WAITING : State.ANSWERED,
        status,
        isWaiting() ? new byte[0] : body,
        units);
  }

  byte[] toBytes() {
    return new ByteWriter(body.length + 32)
        .u64(units)
        .raw(HexFormat.of().parseHex(id))
        .u16(status)
        .bytes(body)
        .toBytes();
  }

  static Made parse(byte[] row) throws DecodeException {
    ByteReader in = new ByteReader(row);
    Made out =
        new Made(
            in.u64(),
            HexFormat.of().formatHex(in.raw(CallLetter.ID_BYTES)),
            in.u16(),
            in.bytes(Letter.MAX_BODY_BYTES));
    in.end();
    return out;
  }
}
