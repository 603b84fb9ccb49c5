/**
 * Owns {@code clawnet network}: making a whole network on one machine, its genesis, keys and
 * configurations. Must not know how a running node works. Rules: docs/operations.md.
 */
@NullMarked
package network.clawnet.cli.command.network;

import org.jspecify.annotations.NullMarked;
