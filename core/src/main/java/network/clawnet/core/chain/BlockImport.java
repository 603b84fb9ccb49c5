package network.clawnet.core.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.branch.Chain;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.EpochRecord;

/**
 * Takes blocks that block sync has proved final, while consensus stands still: executes them,
 * commits them, and answers the caller and not consensus. Events are verified side by side before
 * the ledger thread is needed. All else belongs to the ledger thread.
 */
final class BlockImport {
  private final Chain chain;
  private final ChainReader reader;
  private final BlockChecker checker;

  BlockImport(Chain chain, ChainReader reader, BlockChecker checker) {
    this.chain = chain;
    this.reader = reader;
    this.checker = checker;
  }

  /** What is wrong with a block that was to be imported. */
  static final class BadBlock extends Exception {
    private static final long serialVersionUID = 1L;

    BadBlock(Block block, String why) {
      super("final block " + block.hash().hex() + " at height " + height(block) + " fails: " + why);
    }

    private static long height(Block block) {
      return block.header().height();
    }
  }

  /** A block whose events are prepared, or what is wrong with one of them. */
  record Checked(Block block, List<PreparedEvent> events, String fault) {}

  /** Decodes and verifies all events on the checker's threads. */
  CompletableFuture<List<Checked>> check(List<Block> blocks) {
    List<CompletableFuture<Checked>> running = new ArrayList<>();
    for (Block block : blocks) {
      running.add(CompletableFuture.supplyAsync(() -> check(block), checker.threads()));
    }
    return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> running.stream().map(CompletableFuture::join).toList());
  }

  private Checked check(Block block) {
    List<PreparedEvent> events = new ArrayList<>(block.events().size());
    try {
      for (byte[] event : block.events()) {
        events.add(checker.check(event));
      }
      return new Checked(block, events, "");
    } catch (EventFault e) {
      return new Checked(block, List.of(), e.code() + ": " + e.getMessage());
    }
  }

  /**
   * Executes and commits; nothing is committed if a block fails.
   *
   * @param blocks oldest first; the first is a child of the head
   */
  Chain.Commit take(List<Checked> blocks, Certificate finalization) throws IOException, BadBlock {
    List<Block> good = new ArrayList<>();
    for (Checked each : blocks) {
      String fault = each.fault().isEmpty() ? execute(each) : each.fault();
      if (!fault.isEmpty()) {
        throw new BadBlock(each.block(), fault);
      }
      good.add(each.block());
    }
    return chain.commit(good, finalization);
  }

  private String execute(Checked each) throws IOException {
    boolean follows = each.block().header().height() > chain.head().height();
    return follows ? chain.execute(each.block(), each.events()) : "the ledger is further already";
  }

  /** Returns where consensus goes on from, once all that was committed is written. */
  ChainStart start() throws IOException {
    EpochRecord epoch = chain.epoch();
    StoredBlock head = stored(reader.block(chain.head().height()), "the head");
    StoredBlock first = stored(reader.epochStart(epoch.epoch()), "the epoch's start");
    return new ChainStart(
        chain.head(),
        head.header(),
        head.certificate(),
        new EpochStart(epoch.epoch(), epoch.current(), first.header(), first.certificate()));
  }

  private static StoredBlock stored(Optional<StoredBlock> row, String what) throws IOException {
    return row.orElseThrow(() -> new IOException("the ledger database lacks " + what));
  }
}
