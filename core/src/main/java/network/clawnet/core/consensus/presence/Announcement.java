package network.clawnet.core.consensus.presence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;

/**
 * A validator's word on where it can be reached.
 *
 * @param validator its consensus key
 * @param seq rises with every announcement of the key; epoch milliseconds in practice
 * @param peer the host that holds its channels
 * @param addresses where that host listens, as multiaddresses in text
 */
public record Announcement(PublicKey validator, long seq, PeerId peer, List<String> addresses) {
  /** Most addresses. */
  public static final int MAX_ADDRESSES = 8;

  /** Longest address, in bytes of UTF-8. */
  public static final int MAX_ADDRESS_BYTES = 256;

  /** Largest encoded announcement, in bytes. */
  public static final int MAX_BYTES =
      PublicKey.BYTES
          + 8
          + 1
          + PeerId.MAX_BYTES
          + 1
          + MAX_ADDRESSES * (4 + MAX_ADDRESS_BYTES)
          + Ed25519.SIGNATURE_BYTES;

  private static final byte[] DOMAIN =
      "clawnet:validator-at:v1:".getBytes(StandardCharsets.US_ASCII);

  public Announcement {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES || seq < 0) {
      throw new IllegalArgumentException("announcement out of range");
    }
  }

  /** Returns the bytes that travel, signed. */
  public byte[] sign(SigningKey key, Hash chainId) {
    byte[] text = encode();
    byte[] signature = key.sign(signed(chainId, text));
    return new ByteWriter(text.length + signature.length).raw(text).raw(signature).toBytes();
  }

  /**
   * Reads what {@link #sign} gave; proves nothing yet.
   *
   * @throws DecodeException if the form is wrong
   */
  public static Announcement read(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_BYTES || bytes.length <= Ed25519.SIGNATURE_BYTES) {
      throw new DecodeException("an announcement of " + bytes.length + " bytes");
    }
    return decode(Arrays.copyOf(bytes, bytes.length - Ed25519.SIGNATURE_BYTES));
  }

  /** Returns whether the validator itself has signed the bytes, which {@link #read} has read. */
  public static boolean holds(byte[] bytes, Hash chainId, SignatureCheck check) {
    int end = bytes.length - Ed25519.SIGNATURE_BYTES;
    byte[] text = Arrays.copyOf(bytes, end);
    PublicKey key = PublicKey.of(Arrays.copyOf(text, PublicKey.BYTES));
    return check.verify(key, signed(chainId, text), Arrays.copyOfRange(bytes, end, bytes.length));
  }

  private static byte[] signed(Hash chainId, byte[] text) {
    return new ByteWriter(64 + text.length).raw(DOMAIN).raw(chainId.bytes()).raw(text).toBytes();
  }

  private byte[] encode() {
    ByteWriter out = new ByteWriter(256);
    byte[] multihash = peer.multihash();
    out.raw(validator.bytes()).u64(seq).u8(multihash.length).raw(multihash).u8(addresses.size());
    addresses.forEach(out::text);
    return out.toBytes();
  }

  private static Announcement decode(byte[] text) throws DecodeException {
    ByteReader in = new ByteReader(text);
    PublicKey validator = PublicKey.of(in.raw(PublicKey.BYTES));
    long seq = in.u64();
    PeerId peer = PeerId.ofMultihash(in.raw(in.u8()));
    int count = in.u8();
    if (count < 1 || count > MAX_ADDRESSES) {
      throw new DecodeException(count + " addresses");
    }
    List<String> addresses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      addresses.add(in.text(MAX_ADDRESS_BYTES));
    }
    in.end();
    return new Announcement(validator, seq, peer, addresses);
  }
}
