package network.clawnet.core.testing.sim;

import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** What blocks mean, as somebody outside sees it who knows them all; the judge of every node. */
interface SimLedger {
  Hash chainId();

  Block genesis();

  ValidatorSet setOf(long epoch);

  /** Returns whether the block's state is known, so that another can be built on it. */
  boolean knows(Hash block);

  /** Returns the height of a block with a known state, -1 for any other. */
  long heightOf(Hash block);

  /** Builds a right block for a liar. */
  Block build(BlockDraft draft, List<byte[]> candidates);

  /** Executes the next final block another way and compares (I4, I5, I6). */
  void settle(Block block);

  /** Returns whether a final block took the bond of a validator. */
  boolean isPunished(PublicKey validator);

  /** Makes a node's database. */
  NodeLedger node(SimNode node);

  /** Returns what a client may submit now. */
  byte[] event(SplittableRandom random);

  /** Returns another event that excludes this one. */
  byte[] rival(byte[] event);

  /** Returns an event that nothing else contradicts. */
  byte[] freshEvent();

  String describe(byte[] event);
}
