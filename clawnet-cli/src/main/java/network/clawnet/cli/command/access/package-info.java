/**
 * Commands about who may use the node: credentials and the audit log. Knows no keys. Rules:
 * docs/cli.md, section "Access".
 */
@NullMarked
package network.clawnet.cli.command.access;

import org.jspecify.annotations.NullMarked;
