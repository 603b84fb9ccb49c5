package network.clawnet.p2p.transport;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * A way to make connections, such as TCP. Others, such as QUIC or WebSocket, differ in the
 * addresses they take and in what is below streams.
 *
 * <p>Methods may be called from any thread and never block. Stages complete on a network thread and
 * fail with {@link TransportException} and nothing else.
 */
public interface Transport extends AutoCloseable {
  /** Returns whether the address is of this transport's kind. */
  boolean canDial(Multiaddr address);

  /**
   * Connects and completes when the peer is authenticated and streams can be opened. Completes the
   * stage's connection before {@link ConnectionGate#connected} is called for it. Cancelling the
   * stage's future closes the socket.
   *
   * @param address with or without the peer at its end
   * @param expected whom the handshake must prove; empty accepts anybody
   */
  CompletionStage<Connection> dial(Multiaddr address, Optional<PeerId> expected);

  /** Accepts connections at an address; port 0 takes any that is free. */
  CompletionStage<Listener> listen(Multiaddr address);

  /** Stops listening and dialing and closes all connections. */
  @Override
  void close();
}
