/**
 * Where validators can be reached, as they say themselves: signed announcements and the newest one
 * of each. Must not know how announcements travel. Rules: docs/protocol/consensus-channel.md.
 */
@NullMarked
package network.clawnet.core.consensus.presence;

import org.jspecify.annotations.NullMarked;
