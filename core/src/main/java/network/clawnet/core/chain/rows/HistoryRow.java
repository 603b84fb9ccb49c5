package network.clawnet.core.chain.rows;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * One movement of money in an account's history.
 *
 * @param cause event hash, or that of a due entry
 * @param byEvent false if the clock caused it
 * @param fee that the event's issuer paid
 * @param time the event's {@code ts}, or the block's time; epoch milliseconds
 * @param memo the event's memo; empty for none
 */
public record HistoryRow(
    long height,
    Hash cause,
    boolean byEvent,
    Tokens fee,
    long time,
    String memo,
    Movement movement) {
  private static final int MAX_TEXT_BYTES = 4 * 256;

  byte[] encode() {
    return new ByteWriter(192)
        .u64(height)
        .raw(cause.bytes())
        .u8(byEvent ? 1 : 0)
        .u64(fee.value())
        .u64(time)
        .text(memo)
        .u8(movement.kind().code())
        .raw(movement.from().key().bytes())
        .raw(movement.to().key().bytes())
        .u64(movement.amount().value())
        .text(movement.reference())
        .toBytes();
  }

  static HistoryRow decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    HistoryRow row =
        new HistoryRow(
            in.u64(),
            Hash.of(in.raw(Hash.BYTES)),
            in.u8() == 1,
            new Tokens(in.u64()),
            in.u64(),
            in.text(MAX_TEXT_BYTES),
            new Movement(
                Movement.Kind.ofCode(in.u8()),
                new Did(PublicKey.of(in.raw(PublicKey.BYTES))),
                new Did(PublicKey.of(in.raw(PublicKey.BYTES))),
                new Tokens(in.u64()),
                in.text(MAX_TEXT_BYTES)));
    in.end();
    return row;
  }
}
