/**
 * The program {@code clawnet}: finds the command that is meant, reads its options and runs it.
 * Knows every command; no command knows this package. Rules: docs/cli.md.
 */
@NullMarked
package network.clawnet.cli;

import org.jspecify.annotations.NullMarked;
