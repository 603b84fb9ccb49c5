package network.clawnet.p2p.transport;

import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.mux.MemoryBudget;
import network.clawnet.p2p.mux.YamuxLimits;
import network.clawnet.p2p.security.NoiseIdentity;

/**
 * What a transport needs to make connections.
 *
 * @param self our id; a connection to it is refused
 * @param identity proves it
 * @param entropy for the keys of each handshake; any thread
 * @param mux limits of one connection's streams
 * @param memory for unread bytes of all connections
 * @param limits times and numbers
 * @param threads network threads, at least 1
 */
public record TransportSettings(
    PeerId self,
    NoiseIdentity identity,
    Entropy entropy,
    YamuxLimits mux,
    MemoryBudget memory,
    TransportLimits limits,
    int threads) {}
