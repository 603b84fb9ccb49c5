package network.clawnet.p2p.transport.tcp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.negotiate.Initiator;
import network.clawnet.p2p.negotiate.Progress;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.security.HandshakeException;
import network.clawnet.p2p.security.HandshakeStep;
import network.clawnet.p2p.security.NoiseCipher;
import network.clawnet.p2p.security.NoiseHandshake;
import network.clawnet.p2p.security.NoiseIdentity;
import network.clawnet.p2p.security.NoiseSession;

/** A peer that authenticates and then sends whatever frames a test wants. Blocking. */
public final class RawPeer implements AutoCloseable {
  /** The flag that opens a stream. */
  public static final int SYN = 1;

  private static final List<String> YAMUX = List.of("/yamux/1.0.0");

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;
  private final NoiseSession noise;

  /** What the peer offers in the handshake, in order. */
  RawPeer(Multiaddr address, List<String> muxers) throws IOException {
    this(open(address), randomKey(), muxers);
  }

  /** Connects with a key of its own. */
  public RawPeer(Multiaddr address) throws IOException {
    this(address, YAMUX);
  }

  /** Makes a connection of a socket. */
  public RawPeer(Socket socket, HostKey key) throws IOException {
    this(socket, key, YAMUX);
  }

  private RawPeer(Socket socket, HostKey key, List<String> muxers) throws IOException {
    this.socket = socket;
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
    try {
      noise = handshake(key, muxers);
    } catch (DecodeException | HandshakeException e) {
      throw new AssertionError(e);
    }
  }

  /** Connects and says nothing. */
  public static Socket open(Multiaddr address) throws IOException {
    return open(address, new InetSocketAddress(0));
  }

  /** Connects from an address of this machine, such as any in 127.0.0.0/8. */
  public static Socket open(Multiaddr address, InetSocketAddress from) throws IOException {
    var endpoint = address.tcpEndpoint().orElseThrow();
    Socket socket = new Socket();
    socket.bind(from);
    socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Returns a key for a peer that nobody knows. */
  public static HostKey randomKey() {
    byte[] seed = new byte[SigningKey.BYTES];
    new SecureRandom().nextBytes(seed);
    return new HostKey(SigningKey.of(seed));
  }

  private NoiseSession handshake(HostKey key, List<String> muxers)
      throws IOException, DecodeException, HandshakeException {
    Entropy entropy = new SecureRandom()::nextBytes;
    Initiator initiator = new Initiator(List.of("/noise"));
    out.write(initiator.start());
    byte[] one = new byte[1];
    Progress.Status status = Progress.Status.PENDING;
    while (status == Progress.Status.PENDING) {
      in.readFully(one);
      status = initiator.feed(ByteBuffer.wrap(one)).status();
    }
    NoiseHandshake handshake =
        NoiseHandshake.initiator(
            NoiseIdentity.create(key, entropy), Optional.empty(), muxers, entropy);
    out.write(handshake.start());
    while (true) {
      in.readFully(one);
      HandshakeStep step = handshake.feed(ByteBuffer.wrap(one));
      out.write(step.send());
      if (step.session().isPresent()) {
        return step.session().get();
      }
    }
  }

  /** Sends plain bytes in one sealed frame. */
  public void send(byte[] plain) throws IOException {
    out.write(seal(plain));
  }

  byte[] seal(byte[] plain) {
    ByteBuffer frame =
        ByteBuffer.allocate(NoiseCipher.LENGTH_BYTES + plain.length + NoiseCipher.TAG_BYTES);
    noise.sender().sealFrame(ByteBuffer.wrap(plain), frame);
    return frame.array();
  }

  /** Sends bytes as they are. */
  void sendBare(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Reads one sealed frame; empty at the end of the socket. */
  Optional<byte[]> read() throws IOException {
    try {
      byte[] sealed = new byte[in.readUnsignedShort()];
      in.readFully(sealed);
      byte[] plain = new byte[sealed.length - NoiseCipher.TAG_BYTES];
      if (!noise.receiver().openFrame(ByteBuffer.wrap(sealed), ByteBuffer.wrap(plain))) {
        throw new AssertionError("not authentic");
      }
      return Optional.of(plain);
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /** Reads to the end of the socket; returns the last 12 bytes, the header of the last frame. */
  public byte[] lastHeader() throws IOException {
    byte[] last = new byte[0];
    try {
      Optional<byte[]> next = read();
      while (next.isPresent()) {
        last = next.get();
        next = read();
      }
    } catch (java.net.SocketException e) {
      // reset: what we still sent was not wanted
    }
    return last.length < 12
        ? last
        : java.util.Arrays.copyOfRange(last, last.length - 12, last.length);
  }

  /** Returns the header of a yamux frame. */
  public static byte[] header(int type, int flags, int id, int length) {
    return ByteBuffer.allocate(12)
        .put((byte) 0)
        .put((byte) type)
        .putShort((short) flags)
        .putInt(id)
        .putInt(length)
        .array();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
