/**
 * Routes about the node itself: status, peers, configuration, health, metrics. Each class is one
 * operation. Knows use cases and JSON only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.node;

import org.jspecify.annotations.NullMarked;
