package network.clawnet.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;

/**
 * A DID's word on which node keeps its messages: so a node takes and confirms them while the DID's
 * key is locked. Source: docs/protocol/delivery.md, section 2.
 *
 * @param peer the node
 * @param since when it was signed, epoch milliseconds; a later word replaces an earlier one
 * @param until when it ends, epoch milliseconds
 * @param signature by the DID
 */
public record Residence(Did did, PeerId peer, long since, long until, byte[] signature) {
  /** Longest time for which a word holds, milliseconds. */
  public static final long MAX_MS = 30L * 86_400_000;

  /** How far ahead another node's clock may be, milliseconds. */
  public static final long MAX_AHEAD_MS = 600_000;

  /** Largest encoded word, in bytes. */
  public static final int MAX_BYTES =
      PublicKey.BYTES + 1 + PeerId.MAX_BYTES + 2 * Long.BYTES + Ed25519.SIGNATURE_BYTES;

  private static final byte[] DOMAIN = "clawnet:residence:v1:".getBytes(StandardCharsets.US_ASCII);

  /** Signs a word that holds from now on. */
  public static Residence sign(
      SigningKey key, PeerId peer, long now, long lifetimeMs, Hash chainId) {
    Did did = new Did(key.publicKey());
    byte[] text = text(did, peer, now, now + lifetimeMs);
    return new Residence(did, peer, now, now + lifetimeMs, key.sign(signed(chainId, text)));
  }

  /** Returns whether the DID has signed it and it holds at a time. */
  public boolean holds(long now, Hash chainId) {
    return until > since
        && until - since <= MAX_MS
        && since <= now + MAX_AHEAD_MS
        && now < until
        && Ed25519.verify(did.key(), signed(chainId, text(did, peer, since, until)), signature);
  }

  void write(ByteWriter out) {
    out.raw(text(did, peer, since, until)).raw(signature);
  }

  static Residence read(ByteReader in) throws DecodeException {
    Did did = new Did(PublicKey.of(in.raw(PublicKey.BYTES)));
    PeerId peer = PeerId.ofMultihash(in.raw(in.u8()));
    return new Residence(did, peer, in.u64(), in.u64(), in.raw(Ed25519.SIGNATURE_BYTES));
  }

  /** Returns the bytes that are stored. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(MAX_BYTES);
    write(out);
    return out.toBytes();
  }

  /** Reads what {@link #toBytes} gave; proves nothing. */
  public static Residence parse(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Residence out = read(in);
    in.end();
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Residence it && Arrays.equals(toBytes(), it.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  private static byte[] text(Did did, PeerId peer, long since, long until) {
    byte[] multihash = peer.multihash();
    return new ByteWriter(128)
        .raw(did.key().bytes())
        .u8(multihash.length)
        .raw(multihash)
        .u64(since)
        .u64(until)
        .toBytes();
  }

  private static byte[] signed(Hash chainId, byte[] text) {
    return new ByteWriter(192).raw(DOMAIN).raw(chainId.bytes()).raw(text).toBytes();
  }
}
