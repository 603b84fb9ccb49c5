package network.clawnet.core.consensus.message;

import network.clawnet.core.block.Block;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * The binary form of {@link ConsensusMessage}: u8 type, u32 length, payload, status. Total and
 * bounded: any bytes decode to a message or throw {@link DecodeException}. Stateless.
 */
public final class MessageCodec {
  /** What a message may be longer than a block's body, in bytes. */
  public static final int OVERHEAD_BYTES = 320 * 1024;

  private static final int VOTE = 1;
  private static final int CERTIFICATE = 2;
  private static final int PROPOSAL = 3;
  private static final int WANT_VIEW = 4;
  private static final int WANT_BLOCK = 5;
  private static final int BLOCK = 6;

  private final int maxBodyBytes;

  /**
   * @param maxBodyBytes largest block body that is accepted, in bytes
   */
  public MessageCodec(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Returns the largest encoded message in bytes; transports refuse longer ones unread. */
  public int maxMessageBytes() {
    return Math.addExact(maxBodyBytes, OVERHEAD_BYTES);
  }

  public byte[] encode(ConsensusMessage message) {
    ByteWriter body = new ByteWriter(256);
    int type = write(message.payload(), body);
    ByteWriter out = new ByteWriter(body.size() + 5 + PeerStatus.BYTES);
    out.u8(type).bytes(body.toBytes());
    message.status().writeTo(out);
    return out.toBytes();
  }

  public ConsensusMessage decode(byte[] bytes) throws DecodeException {
    if (bytes.length > maxMessageBytes()) {
      throw new DecodeException("message of " + bytes.length + " bytes is too long");
    }
    ByteReader in = new ByteReader(bytes);
    int type = in.u8();
    int length = in.u32();
    if (length != in.remaining() - PeerStatus.BYTES) {
      throw new DecodeException("message length does not fit");
    }
    Payload payload = read(type, in);
    if (in.remaining() != PeerStatus.BYTES) {
      throw new DecodeException("payload does not fill its length");
    }
    PeerStatus status = PeerStatus.read(in);
    in.end();
    return new ConsensusMessage(payload, status);
  }

  private static int write(Payload payload, ByteWriter out) {
    if (payload instanceof Payload.OfVote it) {
      it.vote().writeTo(out);
      return VOTE;
    }
    if (payload instanceof Payload.OfCertificate it) {
      it.certificate().writeTo(out);
      return CERTIFICATE;
    }
    if (payload instanceof Payload.OfProposal it) {
      it.proposal().writeTo(out);
      return PROPOSAL;
    }
    if (payload instanceof Payload.WantView it) {
      out.u64(it.epoch()).u64(it.view());
      return WANT_VIEW;
    }
    if (payload instanceof Payload.WantBlock it) {
      out.raw(it.hash().bytes());
      return WANT_BLOCK;
    }
    if (payload instanceof Payload.OfBlock it) {
      it.block().writeTo(out);
      return BLOCK;
    }
    throw new IllegalStateException("unknown payload");
  }

  private Payload read(int type, ByteReader in) throws DecodeException {
    return switch (type) {
      case VOTE -> new Payload.OfVote(Vote.read(in));
      case CERTIFICATE -> new Payload.OfCertificate(Certificate.read(in));
      case PROPOSAL -> new Payload.OfProposal(Proposal.read(in, maxBodyBytes));
      case WANT_VIEW -> new Payload.WantView(in.u64(), in.u64());
      case WANT_BLOCK -> new Payload.WantBlock(Hash.of(in.raw(Hash.BYTES)));
      case BLOCK -> new Payload.OfBlock(Block.read(in, maxBodyBytes));
      default -> throw new DecodeException("unknown message type " + type);
    };
  }
}
