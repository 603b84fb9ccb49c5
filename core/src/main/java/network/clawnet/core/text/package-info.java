/**
 * What people read: bundles of texts in the user's language, and the reports that daemon and client
 * share. Knows no commands, no routes and no terminal; it returns lines. The shapes come from the
 * quick start of the runtime document (golden files in the tests).
 */
@NullMarked
package network.clawnet.core.text;

import org.jspecify.annotations.NullMarked;
