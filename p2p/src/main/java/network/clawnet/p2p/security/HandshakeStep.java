package network.clawnet.p2p.security;

import java.util.Optional;

/**
 * What to do after bytes were taken.
 *
 * @param send bytes to write to the other side, perhaps none
 * @param session present once it is over; bytes left in the buffer are its first frames
 */
public record HandshakeStep(byte[] send, Optional<NoiseSession> session) {}
