package network.clawnet.core.sync;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.ChainStart;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.sync.plan.OwnHead;
import network.clawnet.core.sync.plan.SyncEffect;
import network.clawnet.core.sync.plan.SyncInput;

/**
 * Holds consensus still, moves the ledger, lets consensus go on (docs/protocol/sync.md). One owner
 * thread.
 */
final class LedgerMover {
  private final LedgerService ledger;
  private final Pausable consensus;
  private final Executor owner;
  private final Consumer<SyncInput> machine;
  private final Consumer<Throwable> failed;
  private long heldHeight;

  LedgerMover(
      LedgerService ledger,
      Pausable consensus,
      Executor owner,
      Consumer<SyncInput> machine,
      Consumer<Throwable> failed) {
    this.ledger = ledger;
    this.consensus = consensus;
    this.owner = owner;
    this.machine = machine;
    this.failed = failed;
  }

  /** Consensus leaves no commit on its way, and all of them are durable. */
  void hold() {
    then(
        consensus.pause().thenCompose(still -> ledger.settle()),
        start -> {
          heldHeight = start.head().height();
          machine.accept(new SyncInput.Held(head(start)));
        });
  }

  void take(SyncEffect.Import effect) {
    List<Block> blocks = effect.blocks();
    Block last = blocks.get(blocks.size() - 1);
    then(
        ledger.importFinal(blocks, effect.finalization()),
        done -> {
          OwnHead head =
              new OwnHead(
                  last.header().height(),
                  last.hash(),
                  done.epoch().epoch(),
                  done.epoch().current(),
                  last.header().tsMs());
          machine.accept(new SyncInput.Imported(done.fault(), head));
        });
  }

  /** The journal does not hold what was taken: it must be durable before consensus relies on it. */
  void release() {
    then(
        ledger.settle(),
        start -> {
          boolean moved = start.head().height() > heldHeight;
          consensus.resume(moved ? new Input.Synced(start.epoch(), start.finalPoint()) : null);
          machine.accept(new SyncInput.Released(head(start)));
        });
  }

  static OwnHead head(ChainStart start) {
    return new OwnHead(
        start.head().height(),
        start.head().hash(),
        start.epoch().epoch(),
        start.epoch().validators(),
        start.header().tsMs());
  }

  private <T> void then(CompletableFuture<T> stage, Consumer<T> next) {
    var unused =
        stage.whenCompleteAsync(
            (value, fault) -> {
              if (fault != null) {
                failed.accept(fault);
              } else {
                next.accept(value);
              }
            },
            owner);
  }
}
