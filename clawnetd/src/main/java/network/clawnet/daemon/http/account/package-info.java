/**
 * Routes about the accounts whose keys this node holds. Each class is one operation. Knows use
 * cases and JSON only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.account;

import org.jspecify.annotations.NullMarked;
