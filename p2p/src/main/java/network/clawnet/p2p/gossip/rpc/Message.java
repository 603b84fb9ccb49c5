package network.clawnet.p2p.gossip.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.Uvarint;

/**
 * One published message. Holds its bytes once, as the RPC that carries it and nothing else, so that
 * it goes to any number of peers without being encoded again. Immutable.
 */
public final class Message {
  private static final byte[] SIGNED_PREFIX = "libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII);

  private static final int PUBLISH = 2;

  private final String topic;
  private final Authorship authorship;
  private final byte[] rpc;
  private final int start;
  private final int contentAt;
  private final int contentBytes;
  private final int unsignedBytes;

  private Message(String topic, Authorship authorship, ByteBuffer content) {
    this.topic = topic;
    this.authorship = authorship;
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    contentBytes = content.remaining();
    unsignedBytes = authorship.unsignedSize() + field(contentBytes) + field(name.length);
    int size = unsignedBytes + authorship.proofSize();
    start = 1 + Uvarint.size(size);
    ByteBuffer out = ByteBuffer.allocate(start + size);
    Authorship.head(PUBLISH, size, out);
    Authorship.write(1, authorship.author(), out);
    Authorship.head(2, contentBytes, out);
    contentAt = out.position();
    out.put(content.duplicate());
    Authorship.write(3, authorship.sequence(), out);
    Authorship.head(4, name.length, out);
    out.put(name);
    Authorship.write(5, authorship.signature(), out);
    Authorship.write(6, authorship.key(), out);
    rpc = out.array();
  }

  /** Makes a message without author, which only its content can vouch for. */
  public static Message anonymous(String topic, byte[] content) {
    return new Message(topic, Authorship.NONE, ByteBuffer.wrap(content));
  }

  /** Makes a message with what is told of its author, which may not hold. */
  static Message of(String topic, byte[] content, Authorship authorship) {
    return new Message(topic, authorship, ByteBuffer.wrap(content));
  }

  /** Reads field 2 of an RPC. Unknown fields are left out of what is passed on. */
  static Message read(ProtoReader in) throws DecodeException {
    String topic = "";
    ByteBuffer content = ByteBuffer.allocate(0);
    Authorship authorship = Authorship.NONE;
    while (in.next()) {
      switch (in.field()) {
        case 1, 3, 5, 6 -> authorship = authorship.with(in);
        case 2 -> content = in.slice(RpcLimits.MAX_RPC_BYTES);
        case 4 -> topic = in.text(RpcLimits.MAX_TOPIC_BYTES);
        default -> {} // skipped
      }
    }
    return new Message(topic, authorship, content);
  }

  private static int field(int length) {
    return Authorship.fieldSize(length);
  }

  public String topic() {
    return topic;
  }

  /** Returns a copy of the content. */
  public byte[] content() {
    return Arrays.copyOfRange(rpc, contentAt, contentAt + contentBytes);
  }

  public int contentBytes() {
    return contentBytes;
  }

  /** Returns a read-only view of the content. */
  public ByteBuffer contentView() {
    return ByteBuffer.wrap(rpc, contentAt, contentBytes).slice().asReadOnlyBuffer();
  }

  /** Hashes the content where it is: a read-only view would be copied first. */
  void hashContent(MessageDigest digest) {
    digest.update(rpc, contentAt, contentBytes);
  }

  /** Returns the RPC with this message alone; not to be changed. */
  public byte[] rpc() {
    return rpc;
  }

  /** Returns whether the other has the same bytes in every field. */
  public boolean sameBytes(Message other) {
    return Arrays.equals(rpc, other.rpc);
  }

  /** Returns whether that peer, given as multihash, is the author it names. */
  public boolean isFrom(byte[] multihash) {
    return authorship.author().map(author -> Arrays.equals(author, multihash)).orElse(false);
  }

  /** Returns the multihash of the author it names, which may not hold; empty if it names none. */
  public Optional<byte[]> author() {
    return authorship.author();
  }

  Authorship authorship() {
    return authorship;
  }

  /** Returns what the signature covers: the first four fields behind a prefix. */
  byte[] signedBytes() {
    byte[] out = Arrays.copyOf(SIGNED_PREFIX, SIGNED_PREFIX.length + unsignedBytes);
    System.arraycopy(rpc, start, out, SIGNED_PREFIX.length, unsignedBytes);
    return out;
  }
}
