package network.clawnet.daemon.http.server;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.HttpCodes;

/**
 * Reads a body within size and time. A body that arrived with its headers is read at once; any
 * other is collected as it comes, without holding a thread.
 */
final class RequestBody {
  private static final int CHUNK_BYTES = 8 << 10;

  private RequestBody() {}

  /**
   * Refuses a body that is too large by its own account, or not of a type that the route takes. A
   * request without a body needs no content type.
   */
  static void check(HttpServletRequest request, Endpoint endpoint, int maxBytes) throws Refused {
    long length = request.getContentLengthLong();
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    boolean none = length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null);
    if (!none && !is(request, "application/json") && !(endpoint.lines() && isLines(request))) {
      throw new Refused(
          HttpCodes.UNSUPPORTED_MEDIA_TYPE,
          "send the body with Content-Type: application/json"
              + (endpoint.lines() ? " or " + Body.LINES : ""));
    }
  }

  /** Returns whether the body holds many objects, one a line. */
  static boolean isLines(HttpServletRequest request) {
    return is(request, Body.LINES);
  }

  private static boolean is(HttpServletRequest request, String wanted) {
    String type = request.getContentType();
    if (type == null || request.getHeader("Content-Encoding") != null) {
      return false;
    }
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    boolean utf8 = true;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace("\"", "").trim();
      utf8 &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    return parts[0].trim().equals(wanted) && utf8;
  }

  /** Returns the body if reading it does not wait. */
  static Optional<byte[]> ready(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
      return Optional.of(new byte[0]);
    }
    ServletInputStream in = request.getInputStream();
    if (length > 0 && in.available() >= length) {
      return Optional.of(in.readNBytes((int) length));
    }
    return Optional.empty();
  }

  /**
   * Collects the body of a request that is in asynchronous mode.
   *
   * @return fails with {@link Refused} if it is too large or too slow
   */
  static CompletableFuture<byte[]> collect(HttpServletRequest request, int maxBytes, Duration time)
      throws IOException {
    Collector collector = new Collector(request.getInputStream(), maxBytes);
    request.getInputStream().setReadListener(collector);
    return collector
        .done
        .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            fault ->
                CompletableFuture.failedFuture(
                    fault instanceof TimeoutException ? tooSlow(time) : fault));
  }

  private static Refused tooSlow(Duration time) {
    return new Refused(
        HttpCodes.REQUEST_TIMEOUT,
        "the body did not arrive within " + time.toSeconds() + " seconds");
  }

  private static Refused tooLarge(int maxBytes) {
    return new Refused(
        HttpCodes.PAYLOAD_TOO_LARGE, "the body is larger than " + maxBytes + " bytes");
  }

  private static final class Collector implements ReadListener {
    private final ServletInputStream in;
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();

    Collector(ServletInputStream in, int maxBytes) {
      this.in = in;
      this.maxBytes = maxBytes;
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] chunk = new byte[CHUNK_BYTES];
      while (!done.isDone() && in.isReady() && !in.isFinished()) {
        int read = in.read(chunk);
        if (read > 0) {
          keep(chunk, read);
        }
      }
    }

    private void keep(byte[] chunk, int read) {
      if (bytes.size() + read > maxBytes) {
        done.completeExceptionally(tooLarge(maxBytes));
      } else {
        bytes.write(chunk, 0, read);
      }
    }

    @Override
    public void onAllDataRead() {
      done.complete(bytes.toByteArray());
    }

    @Override
    public void onError(Throwable fault) {
      done.completeExceptionally(fault);
    }
  }
}
