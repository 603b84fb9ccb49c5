package network.clawnet.core.consensus.driver;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.consensus.step.Input;
import org.jspecify.annotations.Nullable;

/** Consensus as block sync sees it. Any thread. */
public interface Pausable {
  /**
   * Gives a peer's message.
   *
   * @return false if it was dropped because too much waits, or consensus stands still
   */
  boolean offerMessage(Input.Received message);

  /**
   * Lets the core stand still, so that block sync may move the ledger: no step until {@link
   * #resume}, and peers' messages are dropped meanwhile. Not twice without a resume.
   *
   * @return completes, on the consensus thread, when all that the core wanted to leave the node has
   *     left it: what it asked of the ledger is on the ledger's queue
   */
  CompletableFuture<Void> pause();

  /**
   * Lets the core go on.
   *
   * @param synced told first, before whatever waited; null if the ledger has not moved
   */
  void resume(Input.@Nullable Synced synced);
}
