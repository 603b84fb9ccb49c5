package network.clawnet.core.block;

import network.clawnet.core.crypto.Hash;

/**
 * The part of a header that consensus fixes before the block is executed.
 *
 * @param chainId hash of the genesis document
 * @param slot epoch, view, height and proposer
 * @param parentHash hash of the parent block
 * @param tsMs block time in epoch milliseconds, above the parent's
 * @param validatorsHash hash of the epoch's validator set
 */
public record BlockDraft(Hash chainId, Slot slot, Hash parentHash, long tsMs, Hash validatorsHash) {
  /** Returns the finished header. */
  public Header complete(BodyDigest body, Outcome outcome) {
    return new Header(chainId, slot, parentHash, tsMs, validatorsHash, body, outcome);
  }
}
