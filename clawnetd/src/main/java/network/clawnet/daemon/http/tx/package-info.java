/**
 * Routes about single events: their fate, and events signed elsewhere. Each class is one operation.
 * Knows use cases and JSON only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.tx;

import org.jspecify.annotations.NullMarked;
