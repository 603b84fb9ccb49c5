/**
 * Keys, values and views of the replicated state. Knows bytes and modules, not what a value means.
 * Rules: docs/protocol/state.md.
 */
@NullMarked
package network.clawnet.core.state;

import org.jspecify.annotations.NullMarked;
