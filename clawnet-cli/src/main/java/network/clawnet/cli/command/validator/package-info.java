/**
 * Owns the commands about validators and stake. Must not know how a node is reached. Specified in
 * docs/cli.md.
 */
@NullMarked
package network.clawnet.cli.command.validator;

import org.jspecify.annotations.NullMarked;
