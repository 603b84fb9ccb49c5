/**
 * Attacks decoders with bytes that nobody meant to send. Knows no decoder: a test class per decoder
 * implements {@link network.clawnet.core.testing.fuzz.FuzzTarget} beside the code it attacks.
 * Rules: docs/fuzzing.md.
 */
@NullMarked
package network.clawnet.core.testing.fuzz;

import org.jspecify.annotations.NullMarked;
