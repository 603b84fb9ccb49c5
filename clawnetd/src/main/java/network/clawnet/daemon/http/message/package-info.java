/**
 * Routes of private messages. Knows use cases only, no post office and no keys. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.message;

import org.jspecify.annotations.NullMarked;
