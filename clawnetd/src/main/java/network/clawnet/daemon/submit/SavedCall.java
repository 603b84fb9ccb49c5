package network.clawnet.daemon.submit;

import java.util.OptionalLong;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Submission;

/**
 * What an idempotency key stands for once its event is durable.
 *
 * @param digest of the request that came with the key
 * @param savedAt epoch milliseconds; kept for 48 hours
 */
record SavedCall(
    Hash digest, long savedAt, Hash event, Did issuer, long nonce, Tokens fee, long timestamp) {
  Submission submission() {
    return new Submission(event, issuer, OptionalLong.empty(), nonce, fee, timestamp);
  }

  byte[] encode() {
    return new ByteWriter(144)
        .raw(digest.bytes())
        .u64(savedAt)
        .raw(event.bytes())
        .raw(issuer.key().bytes())
        .u64(nonce)
        .u64(fee.value())
        .u64(timestamp)
        .toBytes();
  }

  static SavedCall decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    SavedCall call =
        new SavedCall(
            Hash.of(in.raw(Hash.BYTES)),
            in.u64(),
            Hash.of(in.raw(Hash.BYTES)),
            new Did(PublicKey.of(in.raw(PublicKey.BYTES))),
            in.u64(),
            new Tokens(in.u64()),
            in.u64());
    in.end();
    return call;
  }
}
