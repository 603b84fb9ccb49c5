/**
 * The only way to a key: opens accounts and gives consents. Knows no HTTP and no rule of any event
 * type. Rules: docs/architecture.md, section "Keys and limits".
 */
@NullMarked
package network.clawnet.daemon.signer;

import org.jspecify.annotations.NullMarked;
