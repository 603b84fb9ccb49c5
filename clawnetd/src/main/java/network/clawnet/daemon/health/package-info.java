/**
 * Whether the node works: readiness and the latch that a fault trips for good. Knows names of
 * checks, not what they look at. Rules: docs/api.md, "Health".
 */
@NullMarked
package network.clawnet.daemon.health;

import org.jspecify.annotations.NullMarked;
