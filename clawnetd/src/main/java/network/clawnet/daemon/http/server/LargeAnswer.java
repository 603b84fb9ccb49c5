package network.clawnet.daemon.http.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.http.Answer;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.util.Callback;

/**
 * Sends an answer that does not fit the connection's buffers without holding a thread while its
 * reader takes it, however slowly.
 */
final class LargeAnswer {
  /** Smaller answers are written at once: they fit the buffers of server and kernel. */
  static final int MIN_BYTES = 32 << 10;

  private LargeAnswer() {}

  static boolean is(Context context, Answer.Text answer) {
    return answer.bytes().length > MIN_BYTES && !context.method().equals(HandlerType.HEAD);
  }

  /**
   * Sends the answer of a request that is in asynchronous mode.
   *
   * @return completes when all is sent or the reader is gone; never fails
   */
  static CompletableFuture<Boolean> send(Context context, Answer.Text answer) {
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    try {
      context.status(answer.status());
      context.contentType(answer.contentType());
      context.res().setContentLength(answer.bytes().length);
      HttpOutput output = (HttpOutput) context.res().getOutputStream();
      output.sendContent(
          ByteBuffer.wrap(answer.bytes()),
          Callback.from(() -> sent.complete(true), gone -> sent.complete(false)));
    } catch (IOException gone) {
      sent.complete(false);
    }
    return sent;
  }
}
