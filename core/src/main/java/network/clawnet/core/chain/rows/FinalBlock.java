package network.clawnet.core.chain.rows;

import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.ledger.Executed;
import org.jspecify.annotations.Nullable;

/**
 * A block that nobody can take back, with what it did.
 *
 * @param certificate its finalization; null where a descendant's covers it
 */
public record FinalBlock(Block block, @Nullable Certificate certificate, Executed executed) {}
