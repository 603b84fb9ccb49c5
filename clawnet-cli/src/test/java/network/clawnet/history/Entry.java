package network.clawnet.history;

/**
 * A payment as the ledger has it.
 *
 * @param index its place in the block
 */
public record Entry(
    String hash,
    String from,
    String to,
    long amount,
    long fee,
    long nonce,
    long height,
    int index) {}
