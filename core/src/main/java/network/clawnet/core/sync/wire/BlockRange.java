package network.clawnet.core.sync.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that follow one another; answer of {@code blocks/1}.
 *
 * @param blocks oldest first; empty if the peer does not have them
 * @param certificate finalization of the last one; null if it was asked for by hash
 */
public record BlockRange(List<Block> blocks, @Nullable Certificate certificate) {
  /** Most blocks in one answer. */
  public static final int MAX_BLOCKS = 128;

  /** Bodies after which an answer ends, in bytes; it holds one block at least. */
  public static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private static final int MAX_RUN_BYTES = 8 * 1024 * 1024;
  private static final int SLACK_BYTES = 64 * 1024;

  public BlockRange {
    blocks = List.copyOf(blocks);
  }

  /**
   * Returns the largest answer in bytes.
   *
   * @param maxBodyBytes the chain's limit of one body
   */
  public static int maxAnswerBytes(int maxBodyBytes) {
    return maxRunBytes(maxBodyBytes) + MAX_BLOCKS * Header.BYTES + SLACK_BYTES;
  }

  /**
   * Returns the largest sum of bodies up to the first certified block, in bytes.
   *
   * @param largestBodyBytes the largest body of these, or of the chain
   */
  public static int maxRunBytes(int largestBodyBytes) {
    return Math.max(MAX_RUN_BYTES, 2 * largestBodyBytes);
  }

  /** Returns the last block with its certificate, if both are there. */
  public Optional<CertifiedHeader> newest() {
    Certificate proof = certificate;
    return blocks.isEmpty() || proof == null
        ? Optional.empty()
        : Optional.of(new CertifiedHeader(blocks.get(blocks.size() - 1).header(), proof));
  }

  /**
   * Returns true if the bodies fit their headers and each block is the parent of the next, so that
   * whoever believes the last one may believe all.
   */
  public boolean isChain() {
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (!block.bodyMatches()) {
        return false;
      }
      if (i > 0 && !follows(blocks.get(i - 1), block.header())) {
        return false;
      }
    }
    return true;
  }

  private static boolean follows(Block parent, Header child) {
    return child.parentHash().equals(parent.hash())
        && child.height() == parent.header().height() + 1;
  }

  /** Returns u16 count, the blocks, u8 whether a certificate follows, the certificate. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(1024).u16(blocks.size());
    blocks.forEach(it -> it.writeTo(out));
    Certificate proof = certificate;
    out.u8(proof == null ? 0 : 1);
    if (proof != null) {
      proof.writeTo(out);
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} wrote and nothing else.
   *
   * @param maxBodyBytes the chain's limit of one body
   */
  public static BlockRange decode(byte[] bytes, int maxBodyBytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int count = in.u16();
    if (count > MAX_BLOCKS) {
      throw new DecodeException(count + " blocks");
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(Block.read(in, maxBodyBytes));
    }
    int present = in.u8();
    if (present > 1) {
      throw new DecodeException("a flag of " + present);
    }
    Certificate certificate = present == 1 ? Certificate.read(in) : null;
    in.end();
    return new BlockRange(blocks, certificate);
  }
}
