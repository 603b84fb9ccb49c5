/**
 * Who may connect, how many, and how often: connection table, stream counts, faults, bans. Pure
 * tables with the time passed in; they know no socket and no protocol. Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.p2p.guard;

import org.jspecify.annotations.NullMarked;
