package network.clawnet.p2p.host;

import java.io.IOException;
import java.time.InstantSource;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.p2p.mux.SharedBudget;
import network.clawnet.p2p.mux.YamuxLimits;
import network.clawnet.p2p.security.NoiseIdentity;
import network.clawnet.p2p.transport.TransportLimits;
import network.clawnet.p2p.transport.TransportSettings;
import network.clawnet.p2p.transport.tcp.TcpTransport;

/** A host over TCP, Noise and yamux, as every libp2p implementation has it. */
public final class TcpHost {
  /** Unread bytes of all connections together. */
  static final long MEMORY_BYTES = 256L << 20;

  private static final int MAX_THREADS = 4;

  /**
   * Of the handshakes that the entrance lets in, those that may be under way before the oldest is
   * given up; the rest is for some whose end is on its way. Who holds sockets open thus never fills
   * the entrance.
   */
  private static final double HALF_OPEN_SHARE = 0.75;

  private TcpHost() {}

  /**
   * Starts a host with the usual limits; see {@link Host#start}.
   *
   * @param entropy a secure random source; any thread
   * @throws IOException if the disk fails
   */
  public static Host start(HostSettings settings, Entropy entropy, InstantSource clock, HostLog log)
      throws IOException {
    TransportSettings transport = transport(settings, entropy);
    return Host.start(
        settings, (gate, protocols) -> new TcpTransport(transport, gate, protocols), clock, log);
  }

  /** Returns the usual limits of a transport for a host. */
  public static TransportSettings transport(HostSettings settings, Entropy entropy) {
    return new TransportSettings(
        settings.key().peerId(),
        NoiseIdentity.create(settings.key(), entropy),
        entropy,
        YamuxLimits.DEFAULT,
        new SharedBudget(Math.min(MEMORY_BYTES, Runtime.getRuntime().maxMemory() / 4)),
        limits(settings.bounds().connections().handshakes()),
        Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  private static TransportLimits limits(int handshakes) {
    TransportLimits usual = TransportLimits.DEFAULT;
    int halfOpen = Math.max(1, (int) (handshakes * HALF_OPEN_SHARE));
    return new TransportLimits(
        usual.dial(), usual.upgrade(), usual.negotiation(), usual.stall(), halfOpen);
  }
}
