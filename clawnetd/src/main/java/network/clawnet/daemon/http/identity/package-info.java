/**
 * Routes about identities and their capabilities. Each class is one operation. Knows use cases and
 * JSON only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.identity;

import org.jspecify.annotations.NullMarked;
