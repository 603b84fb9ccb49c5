/**
 * Routes of private contents. Knows use cases only, no shelf and no keys. Rules: docs/api.md,
 * "Contents".
 */
@NullMarked
package network.clawnet.daemon.http.content;

import org.jspecify.annotations.NullMarked;
