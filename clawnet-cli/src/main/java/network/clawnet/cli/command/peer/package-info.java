/**
 * Commands about other nodes. Each class is one command. Knows the HTTP API only. Rules:
 * docs/cli.md.
 */
@NullMarked
package network.clawnet.cli.command.peer;

import org.jspecify.annotations.NullMarked;
