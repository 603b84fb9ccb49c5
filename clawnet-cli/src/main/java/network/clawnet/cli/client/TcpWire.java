package network.clawnet.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** A connection over TCP. One thread only. */
final class TcpWire implements Endpoint.Wire {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private TcpWire(Socket socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = in;
    this.out = out;
  }

  @SuppressWarnings("AddressSelection") // the node listens where its configuration says
  static TcpWire connect(Endpoint.Tcp endpoint) throws ConnectFailed {
    // NO_PROXY: the API is local, and looking for proxies costs start-up time
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      InetAddress host = InetAddress.getByName(endpoint.host());
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(host, endpoint.port()), (int) Endpoint.CONNECT_TIMEOUT.toMillis());
      return new TcpWire(socket, socket.getInputStream(), socket.getOutputStream());
    } catch (UnknownHostException e) {
      closeQuietly(socket);
      throw new ConnectFailed("unknown host " + endpoint.host());
    } catch (IOException e) {
      closeQuietly(socket);
      throw new ConnectFailed(endpoint.text() + ": " + e.getMessage());
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public int read(byte[] into, Duration timeout) throws IOException {
    socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis())));
    return in.read(into);
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing more can be lost: the answer was read, or the failure is already reported
    }
  }
}
