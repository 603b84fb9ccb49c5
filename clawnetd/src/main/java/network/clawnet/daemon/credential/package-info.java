/**
 * Secrets that let a program act for one account within terms. Knows no HTTP and counts no money.
 * Rules: docs/architecture.md, section "Keys and limits".
 */
@NullMarked
package network.clawnet.daemon.credential;

import org.jspecify.annotations.NullMarked;
