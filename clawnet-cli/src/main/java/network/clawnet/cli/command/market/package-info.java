/**
 * Owns the commands about listings and bids. Must not know how a request travels. Specified in
 * docs/cli.md.
 */
@NullMarked
package network.clawnet.cli.command.market;

import org.jspecify.annotations.NullMarked;
