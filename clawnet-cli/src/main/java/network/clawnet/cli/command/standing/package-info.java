/**
 * Owns the commands about arbiters, reputation and earnings. Must not know how a request travels.
 * Specified in docs/cli.md.
 */
@NullMarked
package network.clawnet.cli.command.standing;

import org.jspecify.annotations.NullMarked;
