/**
 * Agrees on one protocol per connection layer or stream: multistream-select 1.0 as two step
 * functions, {@link network.clawnet.p2p.negotiate.Initiator} and {@link
 * network.clawnet.p2p.negotiate.Responder}, bytes in, bytes out. Knows no socket, no clock and no
 * Netty: the shell owns the deadline of a negotiation, must not take the end of the stream for
 * success, and finds the bytes behind an agreement where the machine left them, in the buffer that
 * it fed. Rules: multistream-select 1.0.0; libp2p specification, connections.
 */
@NullMarked
package network.clawnet.p2p.negotiate;

import org.jspecify.annotations.NullMarked;
