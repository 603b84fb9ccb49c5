package network.clawnet.daemon.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.driver.LedgerPort;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a validator does with its turns while its disk is nearly full. */
class SparingLedgerTest {
  private static final long GIB = 1L << 30;
  private static final BlockDraft DRAFT =
      new BlockDraft(Hash.ZERO, new Slot(0, 1, 1, 0), Hash.ZERO, 1, Hash.ZERO);

  private final List<String> asked = new ArrayList<>();
  private final List<Input> answers = new ArrayList<>();
  private boolean diskIsShort;
  private boolean alone;

  private final SparingLedger ledger =
      new SparingLedger(new Asked(), () -> diskIsShort, () -> alone);

  private final class Asked implements LedgerPort {
    @Override
    public void build(BlockDraft draft, boolean empty) {
      asked.add("build");
    }

    @Override
    public void execute(Block block) {
      asked.add("execute");
    }

    @Override
    public void watchGate(Hash parent) {
      asked.add("watch");
    }

    @Override
    public void commit(List<Block> blocks, Certificate finalization) {
      asked.add("commit");
    }

    @Override
    public void load(PublicKey to, Hash blockHash) {
      asked.add("load");
    }

    @Override
    public void report(PublicKey validator, Equivocation evidence) {
      asked.add("report");
    }
  }

  @Test
  @DisplayName("T-A25: a validator whose disk is nearly full gives up its turns and nothing else")
  void givesUpItsTurnsAndNothingElse() {
    ledger.connect(answers::add);
    diskIsShort = true;
    ledger.build(DRAFT, false);
    ledger.watchGate(Hash.ZERO);
    assertThat(answers).containsExactly(new Input.Built(DRAFT, null));
    assertThat(asked).containsExactly("watch");

    diskIsShort = false;
    ledger.build(DRAFT, false);
    assertThat(asked).containsExactly("watch", "build");
    assertThat(answers).hasSize(1);
  }

  @Test
  void whoIsAloneGoesOn() {
    ledger.connect(answers::add);
    diskIsShort = true;
    alone = true;
    ledger.build(DRAFT, false);

    assertThat(asked).containsExactly("build");
    assertThat(answers).isEmpty();
  }

  @Test
  @DisplayName("T-A25: nearly full is less than 2 GiB, or a twentieth of a smaller disk")
  void nearlyFullIsLessThanTheReserve() {
    assertThat(DiskRoom.isShort(2 * GIB, 1_000 * GIB)).isFalse();
    assertThat(DiskRoom.isShort(2 * GIB - 1, 1_000 * GIB)).isTrue();
    assertThat(DiskRoom.isShort(GIB, 20 * GIB)).isFalse();
    assertThat(DiskRoom.isShort(GIB - 1, 20 * GIB)).isTrue();
    assertThat(DiskRoom.isShort(0, 0)).as("not known").isFalse();
  }
}
