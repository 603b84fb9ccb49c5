/**
 * Routes that show and move Tokens: balance, transfers, escrow, faucet. Each class is one
 * operation. Knows use cases and JSON only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.wallet;

import org.jspecify.annotations.NullMarked;
