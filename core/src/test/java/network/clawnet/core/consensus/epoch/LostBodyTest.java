package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A lone validator whose disk has lost the body of a block it voted for. */
@DisplayName("A19: a final block that cannot be executed stops the node")
class LostBodyTest {
  private static final Now NOW = new Now(0, TestLedger.GENESIS_MS + 1_000);

  private final ValidatorSet set = Cluster.equal(0, 1);
  private final EpochStart start = new EpochStart(0, set, TestLedger.genesis(set).header(), null);
  private final List<JournalRecord> journal = new ArrayList<>();

  LostBodyTest() {
    journal.add(new JournalRecord.Birth(0, Keys.key(0), true));
    ConsensusCore core = core();
    append(core.start(NOW, state()));
    Input gate = new Input.GateChanged(start.startBlock().hash(), Set.of(GateReason.EVENTS));
    BlockDraft draft =
        core.step(NOW, gate).stream()
            .filter(it -> it instanceof Effect.BuildBlock)
            .map(it -> ((Effect.BuildBlock) it).draft())
            .findFirst()
            .orElseThrow();
    Block block = LeaderRulesTest.build(draft, false, "a");
    append(core.step(NOW, new Input.Built(draft, block)));
  }

  private static ConsensusCore core() {
    ConsensusConfig config = new ConsensusConfig(Keys.CHAIN, Solo.TIMING, 1 << 20, 4, 1);
    return new ConsensusCore(config, Keys.signer(Keys.key(0)), Keys.CHECK);
  }

  private StartState state() {
    return new StartState(start, FinalPoint.of(start), journal, true);
  }

  private void append(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Append it) {
        journal.add(it.record());
      }
    }
  }

  @Test
  void givesUpTheViewIfItHasNotFinalized() {
    journal.removeIf(
        it ->
            it instanceof JournalRecord.HeldBlock
                || it instanceof JournalRecord.HeldCertificate
                || (it instanceof JournalRecord.OwnVote vote
                    && vote.vote().ballot().kind() == VoteKind.FINALIZE));
    ConsensusCore core = core();

    core.start(NOW, state());

    assertThat(core.status().view()).isEqualTo(2);
    assertThat(core.status().finalizedHeight()).isZero();
  }

  @Test
  void haltsIfTheBlockWasFinal() {
    journal.removeIf(it -> it instanceof JournalRecord.HeldBlock);

    assertThat(core().start(NOW, state())).anyMatch(it -> it instanceof Effect.Halt);
  }
}
