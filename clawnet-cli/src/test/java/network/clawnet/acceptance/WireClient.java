package network.clawnet.acceptance;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection that can be dropped between a request and its answer. One thread. */
final class WireClient implements Closeable {
  private static final int LIMIT_MILLIS = 100_000;

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;
  private String request = "";

  WireClient(int port) {
    this.port = port;
  }

  /** Sends a write; connects first if there is no connection. */
  void send(String path, String idempotencyKey, String body) throws IOException {
    Socket to = connected();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
            + idempotencyKey
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    request = path + " " + idempotencyKey;
    to.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the answer to what was sent last. */
  Reply read() throws IOException {
    InputStream from = in;
    if (from == null) {
      throw new IOException("not connected");
    }
    String status = line(from);
    int length = 0;
    boolean last = false;
    for (String header = line(from); !header.isEmpty(); header = line(from)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      last |= lower.startsWith("connection: close");
    }
    byte[] body = from.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("half an answer");
    }
    if (last) {
      close();
    }
    return Reply.of(request, Integer.parseInt(status.split(" ", -1)[1]), body);
  }

  /** Drops the connection, whatever is under way. */
  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // it is gone either way
    }
    socket = null;
    in = null;
  }

  private Socket connected() throws IOException {
    Socket open = socket;
    if (open != null) {
      return open;
    }
    Socket fresh = new Socket();
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(LIMIT_MILLIS);
    fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
    socket = fresh;
    in = new BufferedInputStream(fresh.getInputStream());
    return fresh;
  }

  private static String line(InputStream from) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = from.read(); b != '\n'; b = from.read()) {
      if (b < 0) {
        throw new EOFException("connection closed");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
