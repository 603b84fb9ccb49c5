package network.clawnet.core.sync.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;

/**
 * Answers questions from the ledger database. Any thread; may block on disk. Fails with an {@link
 * IOException} only if the database does.
 */
public final class Archive {
  private final ChainReader reader;
  private final Hash chainId;

  public Archive(ChainReader reader, Hash chainId) {
    this.reader = reader;
    this.chainId = chainId;
  }

  /** Returns where this node stands. */
  public StatusMessage status() throws IOException {
    Optional<CertifiedHeader> head = Optional.empty();
    Optional<Head> stored = reader.head();
    if (stored.isPresent()) {
      head = certified(stored.get().height());
    }
    return new StatusMessage(chainId, reader.oldestBody(), head.orElse(null));
  }

  /** Returns the ends of epochs one after the other, as far as they are final here. */
  public List<EpochLink> links(EpochsMessages.Question question) throws IOException {
    List<EpochLink> out = new ArrayList<>();
    for (int i = 0; i < question.count(); i++) {
      long next = question.first() + i + 1;
      Optional<StoredBlock> start = next < 1 ? Optional.empty() : reader.epochStart(next);
      Optional<ValidatorSet> set = reader.epochSet(next);
      Certificate certificate = start.map(StoredBlock::certificate).orElse(null);
      if (start.isEmpty() || certificate == null || set.isEmpty()) {
        return out;
      }
      out.add(new EpochLink(new CertifiedHeader(start.get().header(), certificate), set.get()));
    }
    return out;
  }

  /** Returns what is here of the blocks asked for; no blocks if the first is not. */
  public BlockRange blocks(BlocksQuestion question) throws IOException {
    if (question instanceof BlocksQuestion.ByHash it) {
      Optional<Long> height = reader.heightOf(it.hash());
      Optional<Block> block = height.isEmpty() ? Optional.empty() : reader.fullBlock(height.get());
      return new BlockRange(block.map(List::of).orElse(List.of()), null);
    }
    BlocksQuestion.Range range = (BlocksQuestion.Range) question;
    Optional<CertifiedHeader> end = end(range);
    return end.isEmpty() ? new BlockRange(List.of(), null) : read(range.from(), end.get());
  }

  /**
   * Returns the newest certified block that was asked for and that the answer has room for. If
   * there is none, the first one behind: blocks that became final together have one certificate.
   */
  private Optional<CertifiedHeader> end(BlocksQuestion.Range range) throws IOException {
    Optional<CertifiedHeader> end = Optional.empty();
    long bytes = 0;
    int largest = 0;
    for (long height = range.from(); height < range.from() + BlockRange.MAX_BLOCKS; height++) {
      Optional<StoredBlock> stored = reader.block(height);
      if (stored.isEmpty()) {
        return end;
      }
      int size = stored.get().header().body().bodyBytes();
      bytes += size;
      largest = Math.max(largest, size);
      boolean first = height == range.from();
      boolean asked = first || (height <= range.to() && bytes <= BlockRange.MAX_BODY_BYTES);
      if (!asked && (end.isPresent() || bytes > BlockRange.maxRunBytes(largest))) {
        return end;
      }
      Certificate certificate = stored.get().certificate();
      if (certificate != null) {
        end = Optional.of(new CertifiedHeader(stored.get().header(), certificate));
      }
    }
    return end;
  }

  private BlockRange read(long from, CertifiedHeader end) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (long height = from; height <= end.height(); height++) {
      Optional<Block> block = reader.fullBlock(height);
      if (block.isEmpty()) {
        return new BlockRange(List.of(), null);
      }
      blocks.add(block.get());
    }
    return new BlockRange(blocks, end.certificate());
  }

  private Optional<CertifiedHeader> certified(long height) throws IOException {
    Optional<StoredBlock> stored = reader.block(height);
    Certificate certificate = stored.map(StoredBlock::certificate).orElse(null);
    return stored.isEmpty() || certificate == null
        ? Optional.empty()
        : Optional.of(new CertifiedHeader(stored.get().header(), certificate));
  }
}
