package network.clawnet.core.chain.rows;

import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.message.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What the database keeps of a block besides its body.
 *
 * @param certificate null for block 0 and where a descendant's certificate covers the block
 */
public record StoredBlock(Header header, @Nullable Certificate certificate) {}
