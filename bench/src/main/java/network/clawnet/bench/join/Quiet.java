package network.clawnet.bench.join;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import org.jspecify.annotations.Nullable;

/** What a ledger needs around it when nobody votes. */
final class Quiet {
  static final FinalityListener LISTENER =
      new FinalityListener() {
        @Override
        public void onFinal(FinalBlock block) {}

        @Override
        public void onDropped(PreparedEvent event, Verdict.Reject reason) {
          throw new IllegalStateException("dropped: " + reason);
        }
      };

  static final Pausable CONSENSUS =
      new Pausable() {
        @Override
        public boolean offerMessage(Input.Received message) {
          return false;
        }

        @Override
        public CompletableFuture<Void> pause() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void resume(Input.@Nullable Synced synced) {}
      };

  private Quiet() {}

  /** Ends the process: a measurement with a fault is none. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  static void fail(Throwable fault) {
    fault.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
