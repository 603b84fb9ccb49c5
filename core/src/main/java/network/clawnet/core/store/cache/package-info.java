/**
 * What several threads share above a store: a bounded cache and the gate between readers and the
 * thread that merges. Knows byte strings and numbers, not what they mean, and has no part in any
 * result. Rules: docs/protocol/state.md, section Reading beside the owner.
 */
@NullMarked
package network.clawnet.core.store.cache;

import org.jspecify.annotations.NullMarked;
