package network.clawnet.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.ChaChaPoly;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Hkdf;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.crypto.X25519;

/**
 * A message as it travels and lies on disks: who, to whom, about which deal and in which order is
 * open; what it says only the receiver's key opens; all of it is signed by the sender. Source:
 * docs/protocol/delivery.md, section 3.
 *
 * @param head what is open
 * @param box ephemeral key and sealed letter; not to be changed
 * @param signature by the sender; not to be changed
 */
public record SealedMessage(Head head, byte[] box, byte[] signature) {
  /** Size of an id, in bytes. */
  public static final int ID_BYTES = 16;

  /** Largest encoded message, in bytes. */
  public static final int MAX_BYTES =
      1
          + ID_BYTES
          + Route.BYTES
          + Hash.BYTES
          + Mark.BYTES
          + Long.BYTES
          + Integer.BYTES
          + X25519.BYTES
          + Letter.MAX_BYTES
          + ChaChaPoly.TAG_BYTES
          + Ed25519.SIGNATURE_BYTES;

  private static final int VERSION = 1;
  private static final int MIN_BOX_BYTES = X25519.BYTES + ChaChaPoly.TAG_BYTES;
  private static final int MAX_BOX_BYTES = MIN_BOX_BYTES + Letter.MAX_BYTES;
  private static final byte[] DOMAIN = "clawnet:message:v1:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY_USE =
      "clawnet:message-key:v1:".getBytes(StandardCharsets.US_ASCII);

  /**
   * The open part.
   *
   * @param id random, lower-case hex of {@link #ID_BYTES}; names the message to people
   * @param deal the order, lease or contract that it belongs to
   * @param mark its place among the messages of its route
   * @param sentAt sender's clock, epoch milliseconds
   */
  public record Head(String id, Route route, Hash deal, Mark mark, long sentAt) {
    private byte[] toBytes() {
      ByteWriter out = new ByteWriter(160).u8(VERSION).raw(idBytes(id));
      route.write(out);
      out.raw(deal.bytes());
      mark.write(out);
      return out.u64(sentAt).toBytes();
    }

    private static Head read(ByteReader in) throws DecodeException {
      if (in.u8() != VERSION) {
        throw new DecodeException("unknown version of a message");
      }
      String id = HexFormat.of().formatHex(in.raw(ID_BYTES));
      return new Head(id, Route.read(in), Hash.of(in.raw(Hash.BYTES)), Mark.read(in), in.u64());
    }
  }

  /** Seals a letter to the receiver and signs it. */
  public static SealedMessage seal(
      Head head, Letter letter, SigningKey from, Entropy entropy, Hash chainId) {
    byte[] open = head.toBytes();
    byte[] secret = entropy.bytes(X25519.BYTES);
    byte[] ephemeral = X25519.publicKey(secret);
    byte[] receiver = X25519.publicKey(head.route().to().key());
    byte[] shared =
        X25519
            .agree(secret, receiver)
            .orElseThrow(() -> new IllegalArgumentException("a DID of small order"));
    byte[] key = key(shared, ephemeral, receiver);
    byte[] plain = letter.toBytes();
    ByteBuffer box = ByteBuffer.allocate(MIN_BOX_BYTES + plain.length).put(ephemeral);
    new ChaChaPoly(key).seal(0, open, ByteBuffer.wrap(plain), box);
    Secrets.wipe(secret, shared, key, plain);
    byte[] signature = from.sign(signed(chainId, open, box.array()));
    return new SealedMessage(head, box.array(), signature);
  }

  /** Returns whether the sender has signed it. */
  public boolean isAuthentic(Hash chainId) {
    return Ed25519.verify(
        head.route().from().key(), signed(chainId, head.toBytes(), box), signature);
  }

  /** Returns what it says; empty if it was not sealed to this key, or to nobody. */
  public Optional<Letter> open(SigningKey to) {
    byte[] ephemeral = Arrays.copyOf(box, X25519.BYTES);
    byte[] seed = to.seed();
    byte[] secret = X25519.secret(seed);
    try {
      return X25519
          .agree(secret, ephemeral)
          .flatMap(shared -> open(key(shared, ephemeral, X25519.publicKey(to.publicKey()))));
    } finally {
      Secrets.wipe(seed, secret);
    }
  }

  private Optional<Letter> open(byte[] key) {
    ByteBuffer sealed = ByteBuffer.wrap(box, X25519.BYTES, box.length - X25519.BYTES);
    ByteBuffer plain = ByteBuffer.allocate(box.length - X25519.BYTES);
    try {
      if (!new ChaChaPoly(key).open(0, head.toBytes(), sealed, plain)) {
        return Optional.empty();
      }
      return Optional.of(Letter.read(Arrays.copyOf(plain.array(), plain.position())));
    } catch (DecodeException e) {
      return Optional.empty(); // the sender has sealed something else
    } finally {
      Secrets.wipe(key);
    }
  }

  /** Returns the bytes that travel. */
  public byte[] toBytes() {
    return new ByteWriter(box.length + 256).raw(head.toBytes()).bytes(box).raw(signature).toBytes();
  }

  /**
   * Reads what {@link #toBytes} gave; proves nothing.
   *
   * @throws DecodeException if the form is wrong
   */
  public static SealedMessage parse(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_BYTES) {
      throw new DecodeException("a message of " + bytes.length + " bytes");
    }
    ByteReader in = new ByteReader(bytes);
    Head head = Head.read(in);
    byte[] box = in.bytes(MAX_BOX_BYTES);
    if (box.length < MIN_BOX_BYTES || head.mark().seq() < 1) {
      throw new DecodeException("a message without content or place");
    }
    SealedMessage out = new SealedMessage(head, box, in.raw(Ed25519.SIGNATURE_BYTES));
    in.end();
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedMessage it && Arrays.equals(toBytes(), it.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  private static byte[] key(byte[] shared, byte[] ephemeral, byte[] receiver) {
    byte[] salt = new ByteWriter(64).raw(ephemeral).raw(receiver).toBytes();
    return Hkdf.derive(shared, salt, KEY_USE, ChaChaPoly.KEY_BYTES);
  }

  private static byte[] signed(Hash chainId, byte[] open, byte[] box) {
    return new ByteWriter(256 + box.length)
        .raw(DOMAIN)
        .raw(chainId.bytes())
        .raw(open)
        .raw(box)
        .toBytes();
  }

  private static byte[] idBytes(String id) {
    byte[] bytes = HexFormat.of().parseHex(id);
    if (bytes.length != ID_BYTES) {
      throw new IllegalArgumentException("an id has 32 hex digits");
    }
    return bytes;
  }
}
