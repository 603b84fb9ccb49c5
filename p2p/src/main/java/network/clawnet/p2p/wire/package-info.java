/**
 * The bytes that all libp2p protocols share: varints, protobuf fields, length-prefixed messages.
 * Knows no protocol, no socket and no Netty. Rules: multiformats unsigned-varint; Protocol Buffers
 * encoding; libp2p specification.
 */
@NullMarked
package network.clawnet.p2p.wire;

import org.jspecify.annotations.NullMarked;
