/**
 * Figures about the node in Prometheus' text format. Knows names and numbers, not what they mean.
 * Rules: docs/api.md, "Metrics".
 */
@NullMarked
package network.clawnet.daemon.metrics;

import org.jspecify.annotations.NullMarked;
