/** A bundle of texts for tests. Knows nothing. Rules: {@code TextsTest}. */
@NullMarked
package network.clawnet.core.text.sample;

import org.jspecify.annotations.NullMarked;
