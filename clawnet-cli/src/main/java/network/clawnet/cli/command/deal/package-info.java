/**
 * Owns the commands about orders, leases and disputes. Must not know how a request travels.
 * Specified in docs/cli.md.
 */
@NullMarked
package network.clawnet.cli.command.deal;

import org.jspecify.annotations.NullMarked;
