/**
 * A node of our own libp2p as a program, driven by JSON lines like the peers of other
 * implementations. Knows nothing of what is measured with it. Commands and protocols:
 * interop/README.md.
 */
@NullMarked
package network.clawnet.bench.peer;

import org.jspecify.annotations.NullMarked;
