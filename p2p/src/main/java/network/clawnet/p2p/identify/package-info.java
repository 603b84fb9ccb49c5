/**
 * Identify and its push: peers tell each other their addresses, protocols and program. Knows no
 * table of peers and no file; what it hears it hands on. Source: libp2p specification, identify,
 * with the signed record of go and js.
 */
@NullMarked
package network.clawnet.p2p.identify;

import org.jspecify.annotations.NullMarked;
