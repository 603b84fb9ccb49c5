package network.clawnet.daemon.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;

/** One operation of the API. Stateless; called on the server's threads, many at a time. */
public interface Route {
  Endpoint endpoint();

  /**
   * Answers a call that passed the guards. Must not block on other parties: what waits returns a
   * future.
   *
   * @throws DecodeException if the form of the request is wrong; answered as INVALID_REQUEST
   * @throws IOException if storage fails; answered as INTERNAL_ERROR
   */
  CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException;
}
