package network.clawnet.daemon.http.server;

import java.nio.ByteBuffer;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.event.RejectCode;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.HttpCodes;
import network.clawnet.daemon.http.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Gives faults that Jetty finds before any route, for example a malformed head, the API's shape.
 */
final class JettyErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    byte[] body =
        CanonicalJson.encode(Problem.body(code(response.getStatus()), text(response.getStatus())));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.JSON);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static RejectCode code(int status) {
    return switch (status) {
      case 404 -> AppCodes.NOT_FOUND;
      case 405 -> HttpCodes.METHOD_NOT_ALLOWED;
      case 408 -> HttpCodes.REQUEST_TIMEOUT;
      case 413 -> HttpCodes.PAYLOAD_TOO_LARGE;
      case 503 -> AppCodes.OVERLOADED;
      default -> status < 500 ? AppCodes.INVALID_REQUEST : HttpCodes.INTERNAL_ERROR;
    };
  }

  private static String text(int status) {
    return switch (status) {
      case 408 -> "the request did not arrive in time";
      case 414, 431 -> "the request line or a header is too long";
      case 503 -> "the node is stopping";
      default ->
          status < 500
              ? "this is not a request that HTTP allows: look at the path and the headers"
              : "the node could not answer";
    };
  }
}
