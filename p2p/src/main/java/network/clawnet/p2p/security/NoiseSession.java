package network.clawnet.p2p.security;

import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.peer.IdentityKey;

/**
 * What a handshake ended with.
 *
 * @param remoteKey the other side's identity, proven
 * @param remotePeer its name
 * @param muxer agreed in the handshake; empty: negotiate one inside the encrypted channel
 * @param sender seals what this side sends
 * @param receiver opens what the other side sends
 */
public record NoiseSession(
    IdentityKey remoteKey,
    PeerId remotePeer,
    Optional<String> muxer,
    NoiseCipher sender,
    NoiseCipher receiver) {}
