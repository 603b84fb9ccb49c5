package network.clawnet.core.consensus.driver;

import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/**
 * What consensus asks of the ledger. Every method returns at once; answers come as inputs of the
 * driver. Called on the consensus thread.
 */
public interface LedgerPort {
  /** Answer: {@code Built}. */
  void build(BlockDraft draft, boolean empty);

  /** Answer: {@code Executed}. */
  void execute(Block block);

  /** Answer: {@code GateChanged}, now and at each change. */
  void watchGate(Hash parent);

  /** Answer: {@code Committed}. The blocks are final and durable in the journal. */
  void commit(List<Block> blocks, Certificate finalization);

  /** Answer: {@code Loaded}, if the block is final here. */
  void load(PublicKey to, Hash blockHash);

  /** Submits the evidence against a validator as an event. */
  void report(PublicKey validator, Equivocation evidence);
}
