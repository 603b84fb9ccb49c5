package network.clawnet.core.sync.epochs;

import java.util.Optional;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochSet;
import network.clawnet.core.sync.wire.EpochsMessages;
import org.jspecify.annotations.Nullable;

/**
 * The certified epoch chain, walked one epoch after the other: from the set of genesis, or from a
 * checkpoint, through the certified end of each epoch and the set that it names, to the newest
 * certified header. Never skips: who leaves an epoch out could follow keys that are worth nothing
 * any more. Keeps only where it stands, whatever the length of the chain; a false link or header
 * changes nothing. One owner thread.
 */
public final class EpochTrail {
  /** Largest saved form in bytes. */
  public static final int MAX_BYTES = 64 + 2 * CertifiedHeader.MAX_BYTES + 2 + 100 * 40;

  private static final int VERSION = 1;
  private static final int MAX_SET_BYTES = 2 + ValidatorSet.MAX_SIZE * 40;

  private final Hash chainId;
  private final SignatureCheck signatures;
  private final Anchor anchor;
  private long epoch;
  private @Nullable EpochSet set;
  private @Nullable CertifiedHeader start;
  private @Nullable CertifiedHeader newest;

  /** What became of a link or a header. */
  public enum Verdict {
    /** The trail goes on from it. */
    TAKEN,
    /** Older than the trail, and not looked at; or of an epoch whose set is not known yet. */
    IGNORED,
    /** Shown to be false: whoever gave it lied. */
    FALSE,
    /** Certified, but it ends the checkpoint's epoch with another block: another history. */
    CONTRADICTS,
    /** The checkpoint's own block, which is too old to begin with. */
    TOO_OLD
  }

  private EpochTrail(Hash chainId, SignatureCheck signatures, Anchor anchor, long epoch) {
    this.chainId = chainId;
    this.signatures = signatures;
    this.anchor = anchor;
    this.epoch = epoch;
  }

  /**
   * Begins at block 0.
   *
   * @param first the set of epoch 0
   * @param anchor what the end of one epoch must be
   */
  public static EpochTrail fromGenesis(
      Hash chainId, ValidatorSet first, SignatureCheck signatures, Anchor anchor) {
    EpochTrail trail = new EpochTrail(chainId, signatures, anchor, 0);
    trail.set = trail.setOf(first);
    return trail;
  }

  /**
   * Begins at the checkpoint: its end is believed by its hash, whatever certificate comes.
   *
   * @param checkpoint that of the anchor
   */
  public static EpochTrail fromCheckpoint(
      Hash chainId, Anchor anchor, Checkpoint checkpoint, SignatureCheck signatures) {
    return new EpochTrail(chainId, signatures, anchor, checkpoint.epoch());
  }

  /**
   * Begins where a trail was saved. The bytes are believed: they come from the own disk.
   *
   * @param anchor as when it was begun; a checkpoint older than the saved place says nothing
   */
  public static EpochTrail resume(
      Hash chainId, byte[] saved, SignatureCheck signatures, Anchor anchor) throws DecodeException {
    ByteReader in = new ByteReader(saved);
    if (in.u16() != VERSION || !Hash.of(in.raw(Hash.BYTES)).equals(chainId)) {
      throw new DecodeException("an epoch trail of another version or network");
    }
    EpochTrail trail = new EpochTrail(chainId, signatures, anchor, in.u64());
    trail.set = trail.setOf(ValidatorSet.decode(in.bytes(MAX_SET_BYTES)));
    trail.start = optional(in);
    trail.newest = optional(in);
    in.end();
    return trail;
  }

  /** Returns the newest epoch that was reached: the one whose end is to be asked for. */
  public long epoch() {
    return epoch;
  }

  /** Returns who certifies the epoch; empty at a checkpoint whose block was not seen yet. */
  public Optional<EpochSet> set() {
    return Optional.ofNullable(set);
  }

  /** Returns the end of the epoch before, with which this one starts; empty in epoch 0. */
  public Optional<CertifiedHeader> start() {
    return Optional.ofNullable(start);
  }

  /** Returns the newest certified header; empty as long as nothing above block 0 is known. */
  public Optional<CertifiedHeader> newest() {
    return Optional.ofNullable(newest);
  }

  /** Returns what it began with. */
  public Anchor anchor() {
    return anchor;
  }

  /** Returns the question whose answer leads on. */
  public EpochsMessages.Question question() {
    return new EpochsMessages.Question(epoch, EpochsMessages.MAX_LINKS);
  }

  /** Takes the end of the epoch that was reached. */
  public Verdict add(EpochLink link) {
    CertifiedHeader last = link.last();
    if (last.epoch() < epoch) {
      return Verdict.IGNORED;
    }
    if (last.epoch() > epoch || !link.isCoherent() || !isEnd(last)) {
      return Verdict.FALSE;
    }
    if (!anchor.permits(epoch, last.header().hash())) {
      return Verdict.CONTRADICTS;
    }
    if (set == null && anchor.isTooOld(last.header().tsMs())) {
      return Verdict.TOO_OLD;
    }
    epoch++;
    set = setOf(link.next());
    start = last;
    newest = last;
    return Verdict.TAKEN;
  }

  private boolean isEnd(CertifiedHeader last) {
    EpochSet certifiers = set;
    if (certifiers != null) {
      return certifiers.certifies(last);
    }
    Header header = last.header();
    Checkpoint trusted = anchor.checkpoint();
    return trusted != null
        && header.chainId().equals(chainId)
        && header.hash().equals(trusted.block());
  }

  /** Takes a header of the epoch that was reached, if it is newer than what is known. */
  public Verdict raise(CertifiedHeader claim) {
    EpochSet certifiers = set;
    CertifiedHeader known = newest;
    if (certifiers == null
        || claim.epoch() != epoch
        || (known != null && claim.height() <= known.height())) {
      return Verdict.IGNORED;
    }
    if (!certifiers.certifies(claim)) {
      return Verdict.FALSE;
    }
    newest = claim;
    return Verdict.TAKEN;
  }

  /**
   * Returns where the trail stands, for {@link #resume}: u16 version, chain id, u64 epoch, the set,
   * the epoch's start and the newest header, each with a flag before it.
   *
   * @throws IllegalStateException before the checkpoint's block was seen
   */
  public byte[] encode() {
    EpochSet certifiers = set;
    if (certifiers == null) {
      throw new IllegalStateException("nothing is known yet");
    }
    ByteWriter out = new ByteWriter(4_096).u16(VERSION).raw(chainId.bytes()).u64(epoch);
    out.bytes(certifiers.validators().encode());
    write(out, start);
    write(out, newest);
    return out.toBytes();
  }

  private static void write(ByteWriter out, @Nullable CertifiedHeader header) {
    out.bytes(header == null ? new byte[0] : header.encode());
  }

  private static @Nullable CertifiedHeader optional(ByteReader in) throws DecodeException {
    byte[] bytes = in.bytes(CertifiedHeader.MAX_BYTES);
    return bytes.length == 0 ? null : CertifiedHeader.decode(bytes);
  }

  private EpochSet setOf(ValidatorSet validators) {
    return new EpochSet(chainId, epoch, validators, signatures);
  }
}
