package network.clawnet.core.light.ask;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.light.ProofQuestion;
import network.clawnet.core.light.ProvenEvent;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.SubmitAnswer;
import network.clawnet.core.state.StateKey;

/**
 * What a node without a ledger can learn of it, and its way to send events. Methods may be called
 * from any thread and never block; their futures fail with {@link UnprovenException}.
 */
public interface LightSource {
  /** Returns what is known now. */
  LightView view();

  /**
   * Proves what some keys hold, or that they hold nothing, in one state not older than the newest
   * certified header.
   *
   * @param keys 1 to {@link ProofQuestion#MAX_KEYS}
   * @return of the first keys, at least one; the others did not fit into an answer
   */
  CompletableFuture<ProvenState> prove(List<StateKey> keys);

  /**
   * Proves where an event is final.
   *
   * @return completes with nothing if several nodes say that it is not final, which nobody can
   *     prove
   */
  CompletableFuture<Optional<ProvenEvent>> event(Hash event);

  /**
   * Gives an event to several full nodes.
   *
   * @return completes with their answers once one has taken it or all have answered
   */
  CompletableFuture<List<SubmitAnswer>> submit(byte[] event);
}
