package network.clawnet.core.chain.rows;

import java.util.List;
import network.clawnet.core.port.Store.Family;

/** Families of the ledger database, those of the state tree aside. Heights are u64 keys. */
public final class ChainFamilies {
  /** One key: the head. */
  public static final Family META = new Family("meta");

  /** Height to header and certificate. */
  static final Family BLOCK = new Family("blk");

  /** Height to the events' canonical bytes. */
  static final Family BODY = new Family("body");

  /** Height to receipts. */
  static final Family RECEIPT = new Family("rcpt");

  /** Block hash to height. */
  static final Family BLOCK_HASH = new Family("bhash");

  /** Event hash to height and index. */
  static final Family EVENT = new Family("evt");

  /** Account and descending place to a movement of money. */
  static final Family HISTORY = new Family("ixacct");

  /** Due entries in order; a copy of module 7 of the state. */
  static final Family DUE = new Family("due");

  /** Epoch to header and certificate of the block that it starts from; kept for ever. */
  static final Family EPOCH = new Family("epoch");

  /** Epoch to its validator set, from epoch 1 on; kept for ever. */
  static final Family EPOCH_SET = new Family("epset");

  private ChainFamilies() {}

  public static List<Family> all() {
    return List.of(META, BLOCK, BODY, RECEIPT, BLOCK_HASH, EVENT, HISTORY, DUE, EPOCH, EPOCH_SET);
  }
}
