/**
 * Strict, bounded decoders and canonical encoders: JSON, base58btc, hex and big-endian binary.
 * Knows no meaning of what it carries. Rules: docs/protocol/encoding.md.
 */
@NullMarked
package network.clawnet.core.codec;

import org.jspecify.annotations.NullMarked;
