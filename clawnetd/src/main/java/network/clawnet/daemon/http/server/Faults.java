package network.clawnet.daemon.http.server;

import io.javalin.http.HttpResponseException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.HttpCodes;
import network.clawnet.daemon.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into an answer. Only refusals say more than an id. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /**
   * Returns the answer to a fault.
   *
   * @param where the route, for the log
   */
  static Answer answer(Throwable thrown, String where) {
    Throwable fault = cause(thrown);
    if (fault instanceof Refused refused) {
      return Problem.answer(refused);
    }
    if (fault instanceof DecodeException form) {
      return Problem.answer(
          new Refused(AppCodes.INVALID_REQUEST, String.valueOf(form.getMessage())));
    }
    if (fault instanceof HttpResponseException http) {
      return routing(http);
    }
    if (fault instanceof TimeoutException) {
      return Problem.answer(
          new Refused(
              AppCodes.OVERLOADED,
              "the node did not answer in time; a write may still happen: look before you repeat it,"
                  + " or repeat it with the same Idempotency-Key"));
    }
    return internal(fault, where);
  }

  private static Throwable cause(Throwable thrown) {
    Throwable fault = thrown;
    while (fault instanceof CompletionException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }

  private static Answer routing(HttpResponseException fault) {
    if (fault.getStatus() == 404) {
      return Problem.answer(
          new Refused(AppCodes.NOT_FOUND, "no such route: /api/openapi.json lists them"));
    }
    if (fault.getStatus() == 405) {
      return Problem.answer(
          new Refused(HttpCodes.METHOD_NOT_ALLOWED, "this route does not take that method"));
    }
    return Problem.answer(
        new Refused(AppCodes.INVALID_REQUEST, "this request cannot be understood"));
  }

  private static Answer internal(Throwable fault, String where) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("request failed id={} route={}", id, where, fault);
    return new Answer.Document(
        500,
        Problem.body(
            HttpCodes.INTERNAL_ERROR,
            "the node failed to answer; its log tells more under id " + id));
  }
}
