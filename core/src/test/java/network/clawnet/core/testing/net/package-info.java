/**
 * Owns a network in memory for tests: hosts, streams and topics with the contract of {@code
 * core.port}, and the faults that a test wants. Must not know what the bytes mean. Rules: the doc
 * comments of {@code core.port}.
 */
@NullMarked
package network.clawnet.core.testing.net;

import org.jspecify.annotations.NullMarked;
