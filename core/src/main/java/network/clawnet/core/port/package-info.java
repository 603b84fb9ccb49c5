/**
 * Interfaces that core needs from the outside world, implemented by adapters: a key-value store,
 * and the network of other nodes (connections, streams, topics, peers). Knows no implementation.
 * Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.core.port;

import org.jspecify.annotations.NullMarked;
