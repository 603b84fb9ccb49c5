package network.clawnet.core.chain;

import network.clawnet.core.block.Block;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.tree.TreeDelta;

/** An executed block that is not yet final, and the state after it. */
record Branch(Block block, Executed executed, TreeDelta state) {}
