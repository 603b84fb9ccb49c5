/**
 * Commands about the node itself: its state, process, log and configuration. Knows no money and no
 * keys. Rules: docs/cli.md, section "Node".
 */
@NullMarked
package network.clawnet.cli.command.node;

import org.jspecify.annotations.NullMarked;
