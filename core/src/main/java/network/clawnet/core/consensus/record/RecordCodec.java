package network.clawnet.core.consensus.record;

import network.clawnet.core.block.Block;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** Turns journal records into a type byte and payload bytes, and back. Stateless. */
public final class RecordCodec {
  private static final int BIRTH = 1;
  private static final int EPOCH_HEADER = 2;
  private static final int OWN_VOTE = 3;
  private static final int HELD_BLOCK = 4;
  private static final int HELD_CERTIFICATE = 5;
  private static final int HELD_PROPOSAL = 6;

  private RecordCodec() {}

  /** Returns the type byte, 1..255. */
  public static int type(JournalRecord record) {
    if (record instanceof JournalRecord.Birth) {
      return BIRTH;
    }
    if (record instanceof JournalRecord.EpochHeader) {
      return EPOCH_HEADER;
    }
    if (record instanceof JournalRecord.OwnVote) {
      return OWN_VOTE;
    }
    if (record instanceof JournalRecord.HeldBlock) {
      return HELD_BLOCK;
    }
    if (record instanceof JournalRecord.HeldCertificate) {
      return HELD_CERTIFICATE;
    }
    return HELD_PROPOSAL;
  }

  /** Returns the payload without the type. */
  public static byte[] encode(JournalRecord record) {
    ByteWriter out = new ByteWriter(256);
    if (record instanceof JournalRecord.Birth it) {
      out.u64(it.timeMs()).raw(it.key().bytes()).u8(it.keyBorn() ? 1 : 0);
    } else if (record instanceof JournalRecord.EpochHeader it) {
      out.raw(it.chainId().bytes()).raw(it.key().bytes()).u64(it.epoch());
    } else if (record instanceof JournalRecord.OwnVote it) {
      it.vote().writeTo(out);
      Certificate notarization = it.notarization();
      if (notarization != null) {
        notarization.writeTo(out);
      }
    } else if (record instanceof JournalRecord.HeldBlock it) {
      return it.block().encode();
    } else if (record instanceof JournalRecord.HeldCertificate it) {
      it.certificate().writeTo(out);
    } else if (record instanceof JournalRecord.HeldProposal it) {
      it.vote().writeTo(out);
    }
    return out.toBytes();
  }

  /**
   * Reads a payload.
   *
   * @param type the byte that {@link #type} gave
   * @throws DecodeException if the type is unknown or the payload has another form
   */
  public static JournalRecord decode(int type, byte[] payload) throws DecodeException {
    ByteReader in = new ByteReader(payload);
    JournalRecord record =
        switch (type) {
          case BIRTH -> new JournalRecord.Birth(in.u64(), key(in), flag(in));
          case EPOCH_HEADER ->
              new JournalRecord.EpochHeader(Hash.of(in.raw(Hash.BYTES)), key(in), in.u64());
          case OWN_VOTE -> ownVote(in);
          case HELD_BLOCK -> new JournalRecord.HeldBlock(Block.read(in, Integer.MAX_VALUE));
          case HELD_CERTIFICATE -> new JournalRecord.HeldCertificate(Certificate.read(in));
          case HELD_PROPOSAL -> new JournalRecord.HeldProposal(Vote.read(in));
          default -> throw new DecodeException("unknown journal record type " + type);
        };
    in.end();
    return record;
  }

  private static JournalRecord ownVote(ByteReader in) throws DecodeException {
    Vote vote = Vote.read(in);
    @Nullable Certificate notarization =
        vote.ballot().kind() == VoteKind.FINALIZE ? Certificate.read(in) : null;
    return new JournalRecord.OwnVote(vote, notarization);
  }

  private static PublicKey key(ByteReader in) throws DecodeException {
    return PublicKey.of(in.raw(PublicKey.BYTES));
  }

  private static boolean flag(ByteReader in) throws DecodeException {
    int value = in.u8();
    if (value > 1) {
      throw new DecodeException("a flag is 0 or 1");
    }
    return value == 1;
  }
}
