package network.clawnet.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Sends requests to one node, each over a connection of its own. Blocks; one thread.
 *
 * <p>Every method throws {@link ConnectFailed} when nothing was sent, {@link BadAnswer} when the
 * answer is not usable, and another IOException when the connection was lost or timed out, in which
 * case the request may or may not have been carried out.
 */
public final class HttpClient {
  /** Largest answer that is held in memory. */
  public static final int MAX_BODY_BYTES = 16 << 20;

  /** Longest line of a streamed answer. */
  public static final int MAX_STREAM_LINE_BYTES = 1 << 20;

  private final Endpoint endpoint;

  public HttpClient(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param timeout from the first byte sent to the last byte read
   */
  public HttpResponse exchange(HttpRequest request, Duration timeout) throws IOException {
    try (Endpoint.Wire wire = endpoint.connect()) {
      long deadline = System.nanoTime() + timeout.toNanos();
      wire.send(request.encode(endpoint.authority()));
      return whole(new ByteSource(new TimelyReader(wire, deadline)));
    }
  }

  /**
   * Sends a request whose successful answer is a stream of lines; any other answer is read whole
   * and returned.
   *
   * @param idle longest silence between two reads
   */
  public HttpResponse stream(HttpRequest request, Duration idle, LineSink sink) throws IOException {
    try (Endpoint.Wire wire = endpoint.connect()) {
      wire.send(request.encode(endpoint.authority()));
      ByteSource source = new ByteSource(into -> wire.read(into, idle));
      ResponseHead head = ResponseHead.read(source);
      BodyReader body = new BodyReader(source, head);
      if (head.status() != 200) {
        return new HttpResponse(head.status(), head.headers(), all(body));
      }
      feed(body, sink);
      return new HttpResponse(head.status(), head.headers(), new byte[0]);
    }
  }

  /** Reads one answer from a source; for the parser's tests too. */
  static HttpResponse whole(ByteSource source) throws IOException {
    ResponseHead head = ResponseHead.read(source);
    return new HttpResponse(head.status(), head.headers(), all(new BodyReader(source, head)));
  }

  private static byte[] all(BodyReader body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    for (byte[] piece = body.next(); piece.length > 0; piece = body.next()) {
      if (bytes.size() + piece.length > MAX_BODY_BYTES) {
        throw new BadAnswer("the answer is larger than " + MAX_BODY_BYTES + " bytes");
      }
      bytes.write(piece, 0, piece.length);
    }
    return bytes.toByteArray();
  }

  /** Splits a body into its lines; the last may lack its line feed, empty ones are left out. */
  static void feed(BodyReader body, LineSink sink) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (byte[] piece = body.next(); piece.length > 0; piece = body.next()) {
      for (byte b : piece) {
        if (b == '\n') {
          deliver(line, sink);
        } else if (line.size() >= MAX_STREAM_LINE_BYTES) {
          throw new BadAnswer("a line is longer than " + MAX_STREAM_LINE_BYTES + " bytes");
        } else {
          line.write(b);
        }
      }
    }
    deliver(line, sink);
  }

  private static void deliver(ByteArrayOutputStream line, LineSink sink) throws IOException {
    if (line.size() > 0) {
      byte[] bytes = line.toByteArray();
      line.reset();
      sink.line(bytes);
    }
  }

  /** Reads until a point of {@link System#nanoTime}. */
  private record TimelyReader(Endpoint.Wire wire, long deadline) implements ByteSource.Reader {
    @Override
    public int read(byte[] into) throws IOException {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("no complete answer in time");
      }
      return wire.read(into, Duration.ofNanos(left));
    }
  }
}
