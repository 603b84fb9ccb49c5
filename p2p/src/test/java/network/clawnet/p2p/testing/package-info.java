/**
 * A network in one thread on which the step machines of this module run by the hundred: virtual
 * time, latency, loss, partitions and crashes, all from one seed. Knows nothing of any protocol:
 * messages are whatever the nodes exchange. Beside it, what tests on real sockets share. Rules:
 * style.md, section Tests (simulation).
 */
@NullMarked
package network.clawnet.p2p.testing;

import org.jspecify.annotations.NullMarked;
