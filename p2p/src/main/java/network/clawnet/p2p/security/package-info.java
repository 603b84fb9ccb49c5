/**
 * Proves to both ends of a connection who is at the other, and encrypts it: Noise XX with the
 * libp2p payload as a step function, {@link network.clawnet.p2p.security.NoiseHandshake}, and one
 * {@link network.clawnet.p2p.security.NoiseCipher} for each direction afterwards.
 *
 * <pre>
 *   NoiseIdentity identity = NoiseIdentity.create(hostKey, secureRandom::nextBytes); // per process
 *   NoiseHandshake handshake = NoiseHandshake.initiator(identity, Optional.of(peer), muxers, entropy);
 *   write(handshake.start());
 *   for each buffer read:                      // until step.session() is present
 *     step = handshake.feed(buffer);           // HandshakeException: count its reason, close
 *     write(step.send());                      // also in the last step
 *   session.sender().sealFrame(plain, out);    // at most MAX_PLAIN bytes of plain
 *   session.receiver().openFrame(frame, out);  // frame without its two bytes of length
 * </pre>
 *
 * Bytes of the first transport frame that arrived with the handshake stay in the buffer that was
 * fed. Knows no socket, no clock and no Netty: the shell owns the deadline of a handshake. Rules:
 * Noise protocol framework, revision 34; libp2p specification, noise.
 */
@NullMarked
package network.clawnet.p2p.security;

import org.jspecify.annotations.NullMarked;
