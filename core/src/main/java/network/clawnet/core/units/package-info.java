/**
 * Types with units: amounts of Token. Knows nothing but the JDK. Rules: docs/protocol/events.md,
 * section 2.
 */
@NullMarked
package network.clawnet.core.units;

import org.jspecify.annotations.NullMarked;
