/**
 * All use cases of a node in one place, for the skins. It must not know how any of them is done.
 * Source: docs/architecture.md.
 */
@NullMarked
package network.clawnet.daemon.app.cases;

import org.jspecify.annotations.NullMarked;
