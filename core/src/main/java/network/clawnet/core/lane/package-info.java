/**
 * A component's own thread: tasks one at a time, and one place that hears of a bug in any of them.
 * Knows nothing of what the tasks do, and starts no thread. Rules: docs/architecture.md, section
 * "Threads".
 */
@NullMarked
package network.clawnet.core.lane;

import org.jspecify.annotations.NullMarked;
