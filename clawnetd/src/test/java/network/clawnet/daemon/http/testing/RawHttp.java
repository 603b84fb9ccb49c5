package network.clawnet.daemon.http.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test may send anything, and read until the other side closes. */
public final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket = new Socket();

  public RawHttp(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
  }

  public RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Returns all that comes until the server closes the connection. */
  public String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Returns what comes up to and with {@code end}. */
  public String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.indexOf(end) < 0) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      text.append((char) c);
    }
    return text.toString();
  }

  /** Sends one request and returns the whole answer. */
  public static String once(int port, String head, String body) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      return http.send(
              head
                  + "\r\nConnection: close\r\n"
                  + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
                  + "\r\n"
                  + body)
          .readToEnd();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
