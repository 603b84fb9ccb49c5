package network.clawnet.core.block;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * A block header: {@value #BYTES} bytes with one encoding, whose hash names the block.
 *
 * <p>Source: docs/consensus.md, section 2.
 */
public record Header(
    Hash chainId,
    Slot slot,
    Hash parentHash,
    long tsMs,
    Hash validatorsHash,
    BodyDigest body,
    Outcome outcome) {
  /** Encoded size in bytes. */
  public static final int BYTES = 269;

  private static final int VERSION = 1;
  private static final int FLAG_LAST = 1;
  private static final byte[] DOMAIN = "clawnet:block:v1:".getBytes(StandardCharsets.US_ASCII);

  public Header {
    if (tsMs < 0) {
      throw new IllegalArgumentException("negative block time");
    }
  }

  public long epoch() {
    return slot.epoch();
  }

  public long view() {
    return slot.view();
  }

  public long height() {
    return slot.height();
  }

  public boolean lastOfEpoch() {
    return outcome.lastOfEpoch();
  }

  /** Returns the part fixed before execution. */
  public BlockDraft draft() {
    return new BlockDraft(chainId, slot, parentHash, tsMs, validatorsHash);
  }

  /** Returns the block hash; computed anew at every call. */
  public Hash hash() {
    return Hash.sha256(DOMAIN, encode());
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(BYTES);
    writeTo(out);
    return out.toBytes();
  }

  /** Appends the {@value #BYTES} bytes. */
  public void writeTo(ByteWriter out) {
    out.u16(VERSION).raw(chainId.bytes());
    out.u64(slot.epoch()).u64(slot.view()).u64(slot.height());
    out.raw(parentHash.bytes()).u64(tsMs).u16(slot.proposer());
    out.u8(outcome.lastOfEpoch() ? FLAG_LAST : 0);
    out.u32(body.eventCount()).u32(body.bodyBytes()).raw(body.eventsRoot().bytes());
    out.raw(outcome.receiptsRoot().bytes()).raw(outcome.stateRoot().bytes());
    out.raw(validatorsHash.bytes()).raw(outcome.nextValidatorsHash().bytes());
  }

  /** Reads exactly {@value #BYTES} bytes. */
  public static Header decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Header header = read(in);
    in.end();
    return header;
  }

  /**
   * Reads the next {@value #BYTES} bytes.
   *
   * @throws DecodeException if the version is foreign, an unknown flag is set or a number is
   *     negative
   */
  public static Header read(ByteReader in) throws DecodeException {
    if (in.u16() != VERSION) {
      throw new DecodeException("unknown block version");
    }
    Hash chainId = hash(in);
    long epoch = in.u64();
    long view = in.u64();
    long height = in.u64();
    Hash parentHash = hash(in);
    long tsMs = in.u64();
    Slot slot = new Slot(epoch, view, height, in.u16());
    int flags = in.u8();
    if ((flags & ~FLAG_LAST) != 0) {
      throw new DecodeException("unknown block flags");
    }
    BodyDigest body = new BodyDigest(in.u32(), in.u32(), hash(in));
    Hash receiptsRoot = hash(in);
    Hash stateRoot = hash(in);
    Hash validatorsHash = hash(in);
    Outcome outcome = new Outcome(flags != 0, receiptsRoot, stateRoot, hash(in));
    return new Header(chainId, slot, parentHash, tsMs, validatorsHash, body, outcome);
  }

  private static Hash hash(ByteReader in) throws DecodeException {
    return Hash.of(in.raw(Hash.BYTES));
  }
}
