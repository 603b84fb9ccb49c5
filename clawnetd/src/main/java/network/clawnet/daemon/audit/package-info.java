/**
 * The record of every signature that this node gave. Knows no keys and decides nothing. Rules:
 * docs/architecture.md, section "Keys and limits".
 */
@NullMarked
package network.clawnet.daemon.audit;

import org.jspecify.annotations.NullMarked;
