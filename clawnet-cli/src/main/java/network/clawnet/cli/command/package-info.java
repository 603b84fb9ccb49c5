/**
 * What every command shares: its place in the command line, the call with its options, the node it
 * talks to, passphrases, amounts and files. Must not know any single command. Rules: docs/cli.md.
 */
@NullMarked
package network.clawnet.cli.command;

import org.jspecify.annotations.NullMarked;
