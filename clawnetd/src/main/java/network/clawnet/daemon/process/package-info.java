/**
 * The life of the daemon as a process: one per home directory, started in the background or in
 * front, stopped in order, and what it says while it starts. Knows nothing of ledgers, accounts or
 * routes; the node tells it when it is ready. Rules: the quick start of README.md and
 * docs/architecture.md.
 */
@NullMarked
package network.clawnet.daemon.process;

import org.jspecify.annotations.NullMarked;
