/**
 * Interfaces that core needs from the outside world, implemented by adapters. Knows no
 * implementation. Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.core.port;

import org.jspecify.annotations.NullMarked;
