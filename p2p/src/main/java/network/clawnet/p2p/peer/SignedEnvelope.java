package network.clawnet.p2p.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.ProtoWriter;
import network.clawnet.p2p.wire.Uvarint;

/**
 * A payload signed by a peer for one purpose. Whoever has an instance knows that the signature
 * holds. Immutable. Source: libp2p RFC 0002.
 */
public final class SignedEnvelope {
  /** Longest envelope in bytes. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final int KEY_FIELD = 1;
  private static final int TYPE_FIELD = 2;
  private static final int PAYLOAD_FIELD = 3;
  private static final int SIGNATURE_FIELD = 5;

  private final IdentityKey signer;
  private final byte[] payload;
  private final byte[] encoded;

  private SignedEnvelope(IdentityKey signer, byte[] payload, byte[] encoded) {
    this.signer = signer;
    this.payload = payload.clone();
    this.encoded = encoded.clone();
  }

  /**
   * What an envelope is for, so that a signature for one purpose is worthless for another.
   *
   * @param domain part of the signed bytes only
   * @param payloadType multicodec; not to be written to
   */
  public record Purpose(String domain, byte[] payloadType) {}

  /** Signs a payload. */
  public static SignedEnvelope seal(HostKey key, Purpose purpose, byte[] payload) {
    byte[] signature = key.sign(signed(purpose, payload));
    byte[] encoded =
        new ProtoWriter(payload.length + 128)
            .bytes(KEY_FIELD, key.identity().encode())
            .bytes(TYPE_FIELD, purpose.payloadType())
            .bytes(PAYLOAD_FIELD, payload)
            .bytes(SIGNATURE_FIELD, signature)
            .toBytes();
    return new SignedEnvelope(key.identity(), payload, encoded);
  }

  /**
   * Reads an envelope and checks its signature before anything looks into the payload.
   *
   * @throws DecodeException if it is malformed, for another purpose, or the signature does not hold
   */
  public static SignedEnvelope open(byte[] encoded, Purpose purpose) throws DecodeException {
    if (encoded.length > MAX_BYTES) {
      throw new DecodeException("an envelope has at most 16384 bytes");
    }
    Optional<byte[]> key = Optional.empty();
    byte[] type = {};
    byte[] payload = {};
    byte[] signature = {};
    ProtoReader in = new ProtoReader(encoded);
    while (in.next()) {
      switch (in.field()) {
        case KEY_FIELD -> key = Optional.of(in.bytes(IdentityKey.MAX_BYTES));
        case TYPE_FIELD -> type = in.bytes(MAX_BYTES);
        case PAYLOAD_FIELD -> payload = in.bytes(MAX_BYTES);
        case SIGNATURE_FIELD -> signature = in.bytes(MAX_BYTES);
        default -> {} // a later version may say more
      }
    }
    if (!Arrays.equals(type, purpose.payloadType())) {
      throw new DecodeException("the envelope holds something else");
    }
    IdentityKey signer =
        IdentityKey.decode(key.orElseThrow(() -> new DecodeException("an envelope has a key")));
    if (!signer.verify(signed(purpose, payload), signature)) {
      throw new DecodeException("the signature of the envelope does not hold");
    }
    return new SignedEnvelope(signer, payload, encoded);
  }

  /** Returns whose signature holds. */
  public IdentityKey signer() {
    return signer;
  }

  /** Returns a copy of the payload as it was signed. */
  public byte[] payload() {
    return payload.clone();
  }

  /** Returns a copy of the whole envelope, as received or made. */
  public byte[] encoded() {
    return encoded.clone();
  }

  private static byte[] signed(Purpose purpose, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 64);
    out.writeBytes(Uvarint.prefixed(purpose.domain().getBytes(StandardCharsets.UTF_8)));
    out.writeBytes(Uvarint.prefixed(purpose.payloadType()));
    out.writeBytes(Uvarint.prefixed(payload));
    return out.toByteArray();
  }
}
