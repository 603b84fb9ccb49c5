/**
 * Owns the commands about private messages between the parties of a deal. Must not know how a
 * message is sealed or travels. Specified in docs/cli.md and docs/protocol/delivery.md.
 */
@NullMarked
package network.clawnet.cli.command.message;

import org.jspecify.annotations.NullMarked;
