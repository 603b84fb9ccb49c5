package network.clawnet.daemon.app.proof;

import network.clawnet.core.crypto.Hash;

/**
 * Under which certified header an answer was proved to this node by others
 * (docs/protocol/light.md).
 *
 * @param block hash of the header
 * @param stateRoot that the proofs lead to
 * @param timestamp of the block, epoch milliseconds
 */
public record Provenance(long height, Hash block, Hash stateRoot, long timestamp, long epoch) {}
