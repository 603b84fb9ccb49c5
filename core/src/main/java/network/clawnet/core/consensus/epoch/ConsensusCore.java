package network.clawnet.core.consensus.epoch;

import java.util.List;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteSigner;

/**
 * The consensus machine of a node. A deterministic function of its inputs: the same configuration,
 * start and inputs give the same effects. One owner thread; see {@code core.consensus.step} for the
 * contract of the driver.
 */
public final class ConsensusCore {
  /**
   * Creates a core that has not started.
   *
   * @param signer the node's consensus key; used only while it is a member of the active set
   */
  public ConsensusCore(ConsensusConfig config, VoteSigner signer, SignatureCheck check) {}

  /**
   * Starts from the store and the journal; called once, before {@link #step}. Final blocks that the
   * journal holds above the store's head come out as {@link Effect.Commit} again.
   */
  public List<Effect> start(Now now, StartState state) {
    return List.of();
  }

  /**
   * Takes one input.
   *
   * @return effects to be carried out in order
   */
  public List<Effect> step(Now now, Input input) {
    return List.of();
  }

  /** Returns where the core stands. */
  public CoreStatus status() {
    return new CoreStatus(0, 0, 0, 0, false, false);
  }
}
