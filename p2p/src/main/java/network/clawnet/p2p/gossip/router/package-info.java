/**
 * The gossipsub router: who is in the mesh of which topic, which message goes to whom, and what is
 * said about it. A step machine with injected time and chance, which knows no stream, no thread and
 * no clock. Rules: libp2p specification, gossipsub 1.0, 1.1 and 1.2.
 */
@NullMarked
package network.clawnet.p2p.gossip.router;

import org.jspecify.annotations.NullMarked;
