package network.clawnet.p2p.gossip.rpc;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.Uvarint;

/**
 * Who a message says it is from, and the proof: each field absent or present, for being present and
 * empty is a fault of its own. Nothing of it is checked.
 *
 * @param author multihash of a peer
 * @param sequence number of the message among those of the author
 * @param signature over the message
 * @param key public key in protobuf, for authors whose id does not hold it
 */
record Authorship(
    Optional<byte[]> author,
    Optional<byte[]> sequence,
    Optional<byte[]> signature,
    Optional<byte[]> key) {
  static final Authorship NONE =
      new Authorship(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns this with the field that the reader stands at. */
  Authorship with(ProtoReader in) throws DecodeException {
    return switch (in.field()) {
      case 1 -> new Authorship(Optional.of(in.bytes(PeerId.MAX_BYTES)), sequence, signature, key);
      case 3 ->
          new Authorship(
              author, Optional.of(in.bytes(RpcLimits.MAX_SEQUENCE_BYTES)), signature, key);
      case 5 ->
          new Authorship(
              author, sequence, Optional.of(in.bytes(RpcLimits.MAX_SIGNATURE_BYTES)), key);
      case 6 ->
          new Authorship(
              author, sequence, signature, Optional.of(in.bytes(RpcLimits.MAX_KEY_BYTES)));
      default -> this;
    };
  }

  Authorship signedWith(byte[] proof) {
    return new Authorship(author, sequence, Optional.of(proof), key);
  }

  boolean isEmpty() {
    return author.isEmpty() && sequence.isEmpty() && signature.isEmpty() && key.isEmpty();
  }

  int unsignedSize() {
    return size(author) + size(sequence);
  }

  int proofSize() {
    return size(signature) + size(key);
  }

  private static int size(Optional<byte[]> field) {
    return field.isEmpty() ? 0 : fieldSize(field.get().length);
  }

  /** Returns the bytes that a field below 16 takes with its tag and length. */
  static int fieldSize(int length) {
    return 1 + Uvarint.size(length) + length;
  }

  static void head(int field, int length, ByteBuffer out) {
    out.put((byte) (field << 3 | 2));
    Uvarint.write(length, out);
  }

  static void write(int field, Optional<byte[]> value, ByteBuffer out) {
    if (value.isPresent()) {
      head(field, value.get().length, out);
      out.put(value.get());
    }
  }
}
