package network.clawnet.p2p.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.peer.IdentityKey;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.ProtoWriter;

/**
 * What the messages with a static key carry. Source: libp2p noise, the libp2p handshake payload.
 *
 * @param identity the key that vouches for the static key
 * @param signature of the identity over the static key; not to be written to
 * @param muxers protocol ids, the preferred one first; none if the sender negotiates them later
 */
record NoisePayload(IdentityKey identity, byte[] signature, List<String> muxers) {
  /** Longest signature in bytes: RSA of 8192 bits. */
  static final int MAX_SIGNATURE_BYTES = 1024;

  /** Longest name of a muxer in bytes. */
  static final int MAX_MUXER_BYTES = 256;

  /** Most muxers that are read. */
  static final int MAX_MUXERS = 32;

  private static final int IDENTITY_FIELD = 1;
  private static final int SIGNATURE_FIELD = 2;
  private static final int EXTENSIONS_FIELD = 4;
  private static final int MUXER_FIELD = 2;

  NoisePayload {
    muxers = List.copyOf(muxers);
  }

  byte[] encode() {
    ProtoWriter out =
        new ProtoWriter(256)
            .bytes(IDENTITY_FIELD, identity.encode())
            .bytes(SIGNATURE_FIELD, signature);
    if (!muxers.isEmpty()) {
      ProtoWriter extensions = new ProtoWriter();
      muxers.forEach(muxer -> extensions.text(MUXER_FIELD, muxer));
      out.message(EXTENSIONS_FIELD, extensions);
    }
    return out.toBytes();
  }

  static NoisePayload decode(byte[] bytes) throws DecodeException {
    Optional<byte[]> identity = Optional.empty();
    byte[] signature = {};
    List<String> muxers = List.of();
    ProtoReader in = new ProtoReader(bytes);
    while (in.next()) {
      switch (in.field()) {
        case IDENTITY_FIELD -> identity = Optional.of(in.bytes(IdentityKey.MAX_BYTES));
        case SIGNATURE_FIELD -> signature = in.bytes(MAX_SIGNATURE_BYTES);
        case EXTENSIONS_FIELD -> muxers = muxers(in.message(bytes.length));
        default -> {} // a later version may say more
      }
    }
    return new NoisePayload(
        IdentityKey.decode(
            identity.orElseThrow(() -> new DecodeException("a payload has an identity"))),
        signature,
        muxers);
  }

  private static List<String> muxers(ProtoReader in) throws DecodeException {
    List<String> muxers = new ArrayList<>();
    while (in.next()) {
      if (in.field() == MUXER_FIELD) {
        muxers.add(in.text(MAX_MUXER_BYTES));
      }
      if (muxers.size() > MAX_MUXERS) {
        throw new DecodeException("more than 32 muxers");
      }
    }
    return muxers;
  }
}
