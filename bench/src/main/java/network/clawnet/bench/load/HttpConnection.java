package network.clawnet.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** One keep-alive connection that costs the load generator next to nothing. One thread. */
public final class HttpConnection implements Closeable {
  private static final int TIMEOUT_MILLIS = 90_000;
  private static final int BUFFER_BYTES = 64 << 10;

  private final Closeable socket;
  private final InputStream in;
  private final OutputStream out;
  private final String host;

  private HttpConnection(Closeable socket, InputStream in, OutputStream out, String host) {
    this.socket = socket;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.out = out;
    this.host = host;
  }

  /** Connects to a port of this machine. */
  public static HttpConnection tcp(int port) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String host = "127.0.0.1:" + port;
    return new HttpConnection(socket, socket.getInputStream(), socket.getOutputStream(), host);
  }

  /** Connects to a Unix socket, whatever network its owner is in. */
  public static HttpConnection unix(Path file) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
    InputStream in = Channels.newInputStream(channel);
    return new HttpConnection(channel, in, Channels.newOutputStream(channel), "localhost");
  }

  /** An answer; bodies are small. */
  public record Reply(int status, byte[] body) {
    /** Returns the body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Asks and waits for the answer. */
  public Reply get(String path) throws IOException {
    return exchange(head("GET " + path) + "\r\n", new byte[0]);
  }

  /** Sends a body and waits for the answer. */
  public Reply post(String path, String type, byte[] body) throws IOException {
    return exchange(
        head("POST " + path)
            + "Content-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n",
        body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String head(String request) {
    return request + " HTTP/1.1\r\nHost: " + host + "\r\n";
  }

  private Reply exchange(String head, byte[] body) throws IOException {
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    out.write(whole);
    return read();
  }

  private Reply read() throws IOException {
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    int length = -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    if (chunked) {
      return new Reply(status, chunks());
    }
    if (length < 0) {
      throw new IOException("an answer without length");
    }
    return new Reply(status, in.readNBytes(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.writeBytes(in.readNBytes(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder out = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the node closed the connection");
      }
      if (c != '\r') {
        out.append((char) c);
      }
    }
    return out.toString();
  }
}
