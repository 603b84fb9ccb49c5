/**
 * What skins may do with private messages. Knows no post office, key or stream; refusals are those
 * of {@code daemon.app}. Rules: docs/protocol/delivery.md.
 */
@NullMarked
package network.clawnet.daemon.app.message;

import org.jspecify.annotations.NullMarked;
