package network.clawnet.core.sync;

import java.io.IOException;
import java.util.function.Consumer;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.ChainStart;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.sync.plan.OwnHead;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.StatusMessage;
import org.jspecify.annotations.Nullable;

/** Where the own ledger stands, and what peers are told of it. One owner thread. */
final class Standing {
  private final Hash chainId;
  private final ChainReader reader;
  private final Consumer<IOException> failed;
  private OwnHead head;
  private StatusMessage status;

  /**
   * Begins where the ledger was opened.
   *
   * @param failed told if the database cannot be read
   */
  Standing(Hash chainId, ChainReader reader, ChainStart start, Consumer<IOException> failed) {
    this.chainId = chainId;
    this.reader = reader;
    this.failed = failed;
    this.head = LedgerMover.head(start);
    this.status = status(certified(start.header(), start.certificate()));
  }

  OwnHead head() {
    return head;
  }

  /** Returns the newest block that has a certificate of its own, for peers. */
  StatusMessage status() {
    return status;
  }

  /** Returns whether a validator has proposed a block of the epoch in which the next is made. */
  boolean isProposer(PublicKey validator, Header header) {
    return head.validators().indexOf(validator) == header.slot().proposer();
  }

  /**
   * The ledger has that block.
   *
   * @return the block for others; null where only a later block's certificate covers it
   */
  @Nullable CertifiedHeader reached(FinalBlock block) {
    Header header = block.block().header();
    boolean last = header.lastOfEpoch();
    ValidatorSet set = last ? block.executed().nextValidators() : head.validators();
    head =
        new OwnHead(
            header.height(),
            block.block().hash(),
            header.epoch() + (last ? 1 : 0),
            set,
            header.tsMs());
    CertifiedHeader certified = certified(header, block.certificate());
    if (certified != null) {
      status = status(certified);
    }
    return certified;
  }

  private static @Nullable CertifiedHeader certified(
      Header header, @Nullable Certificate certificate) {
    return certificate == null ? null : new CertifiedHeader(header, certificate);
  }

  private StatusMessage status(@Nullable CertifiedHeader newest) {
    return new StatusMessage(chainId, oldestBody(), newest);
  }

  private long oldestBody() {
    try {
      return reader.oldestBody();
    } catch (IOException e) {
      failed.accept(e);
      return Long.MAX_VALUE;
    }
  }
}
