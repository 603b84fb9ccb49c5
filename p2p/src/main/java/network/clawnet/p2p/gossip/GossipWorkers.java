package network.clawnet.p2p.gossip;

import java.util.concurrent.Executor;

/** Who does the work that must not hold the loop up, and counts what happens around it. */
record GossipWorkers(Executor executor, ShellTallies tallies) {}
