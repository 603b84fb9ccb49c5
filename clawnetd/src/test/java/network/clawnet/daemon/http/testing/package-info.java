/** Use cases that remember what they were asked, and clients that may break the rules. */
@NullMarked
package network.clawnet.daemon.http.testing;

import org.jspecify.annotations.NullMarked;
