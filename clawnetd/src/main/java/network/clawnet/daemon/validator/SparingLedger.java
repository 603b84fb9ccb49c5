package network.clawnet.daemon.validator;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.driver.LedgerPort;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes no turn while the disk is nearly full: what is left is for following and voting until the
 * operator has made room, and the others make the blocks. Who has no others goes on: stopping early
 * would help nobody. Consensus thread.
 */
public final class SparingLedger implements LedgerPort {
  private static final Logger LOG = LoggerFactory.getLogger(SparingLedger.class);

  private final LedgerPort ledger;
  private final BooleanSupplier diskIsShort;
  private final BooleanSupplier alone;
  private volatile Consumer<Input> consensus = input -> {};
  private boolean sparing;

  /**
   * Stands before a ledger.
   *
   * @param diskIsShort asked at each turn
   * @param alone true while the node is the only validator
   */
  public SparingLedger(LedgerPort ledger, BooleanSupplier diskIsShort, BooleanSupplier alone) {
    this.ledger = ledger;
    this.diskIsShort = diskIsShort;
    this.alone = alone;
  }

  /** Says who hears that a turn is not taken. Called once, before the first turn. */
  public void connect(Consumer<Input> answers) {
    consensus = answers;
  }

  @Override
  public void build(BlockDraft draft, boolean empty) {
    boolean now = !alone.getAsBoolean() && diskIsShort.getAsBoolean();
    if (now != sparing) {
      sparing = now;
      if (now) {
        LOG.warn("the disk is nearly full: this validator follows and votes, and makes no blocks");
      } else {
        LOG.info("there is room on the disk again: this validator makes blocks");
      }
    }
    if (now) {
      consensus.accept(new Input.Built(draft, null));
    } else {
      ledger.build(draft, empty);
    }
  }

  @Override
  public void execute(Block block) {
    ledger.execute(block);
  }

  @Override
  public void watchGate(Hash parent) {
    ledger.watchGate(parent);
  }

  @Override
  public void commit(List<Block> blocks, Certificate finalization) {
    ledger.commit(blocks, finalization);
  }

  @Override
  public void load(PublicKey to, Hash blockHash) {
    ledger.load(to, blockHash);
  }

  @Override
  public void report(PublicKey validator, Equivocation evidence) {
    ledger.report(validator, evidence);
  }
}
