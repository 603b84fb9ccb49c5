package network.clawnet.core.consensus.message;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * What a vote says, without who says it. Votes are counted together if and only if their ballots
 * are equal.
 *
 * @param view from 1
 * @param parentView view whose certificate the block builds on, below {@code view}; 0 is the start
 *     block of the epoch; 0 for {@link VoteKind#NULLIFY}
 * @param blockHash the block; {@link Hash#ZERO} for {@link VoteKind#NULLIFY}
 */
public record Ballot(VoteKind kind, long epoch, long view, long parentView, Hash blockHash) {
  private static final byte[] DOMAIN = "clawnet:consensus:v1:".getBytes(StandardCharsets.US_ASCII);

  public Ballot {
    if (epoch < 0 || view < 1 || parentView < 0 || parentView >= view) {
      throw new IllegalArgumentException("ballot out of range");
    }
    if (kind == VoteKind.NULLIFY && (parentView != 0 || !blockHash.equals(Hash.ZERO))) {
      throw new IllegalArgumentException("a nullify ballot names no block");
    }
  }

  public static Ballot notarize(long epoch, long view, long parentView, Hash blockHash) {
    return new Ballot(VoteKind.NOTARIZE, epoch, view, parentView, blockHash);
  }

  public static Ballot nullify(long epoch, long view) {
    return new Ballot(VoteKind.NULLIFY, epoch, view, 0, Hash.ZERO);
  }

  public static Ballot finalizing(long epoch, long view, long parentView, Hash blockHash) {
    return new Ballot(VoteKind.FINALIZE, epoch, view, parentView, blockHash);
  }

  /** Returns the same tuple under another kind; neither kind may be {@link VoteKind#NULLIFY}. */
  public Ballot as(VoteKind other) {
    return new Ballot(other, epoch, view, parentView, blockHash);
  }

  /** Returns true if both name one view of one epoch. */
  public boolean sameView(Ballot other) {
    return epoch == other.epoch && view == other.view;
  }

  /** Returns true if both name one block on one parent view, whatever their kinds. */
  public boolean sameTuple(Ballot other) {
    return sameView(other) && parentView == other.parentView && blockHash.equals(other.blockHash);
  }

  /** Returns the bytes that a validator of this chain signs. */
  public byte[] signedBytes(Hash chainId) {
    ByteWriter out = new ByteWriter(128).raw(DOMAIN).raw(chainId.bytes());
    writeTo(out);
    return out.toBytes();
  }

  void writeTo(ByteWriter out) {
    out.u8(kind.code()).u64(epoch).u64(view);
    if (kind != VoteKind.NULLIFY) {
      out.u64(parentView).raw(blockHash.bytes());
    }
  }

  static Ballot read(ByteReader in) throws DecodeException {
    VoteKind kind = VoteKind.of(in.u8());
    long epoch = in.u64();
    long view = in.u64();
    boolean named = kind != VoteKind.NULLIFY;
    long parentView = named ? in.u64() : 0;
    Hash blockHash = named ? Hash.of(in.raw(Hash.BYTES)) : Hash.ZERO;
    if (view < 1 || parentView >= view) {
      throw new DecodeException("ballot out of range");
    }
    return new Ballot(kind, epoch, view, parentView, blockHash);
  }
}
