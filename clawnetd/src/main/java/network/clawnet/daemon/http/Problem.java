package network.clawnet.daemon.http;

import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.RejectCode;
import network.clawnet.daemon.app.Refused;

/** The one shape of an error: {@code {"error":{"code","message",…details}}}. */
public final class Problem {
  private Problem() {}

  public static Answer answer(Refused refused) {
    return new Answer.Document(HttpCodes.status(refused.code()), body(refused));
  }

  public static Json.Obj body(Refused refused) {
    return body(refused.code(), refused.message(), refused.details());
  }

  public static Json.Obj body(RejectCode code, String message) {
    return body(code, message, new TreeMap<>());
  }

  private static Json.Obj body(RejectCode code, String message, SortedMap<String, Json> details) {
    TreeMap<String, Json> error = new TreeMap<>(details);
    error.put("code", Json.of(code.text()));
    error.put("message", Json.of(message));
    return Json.object().put("error", Json.of(error)).build();
  }
}
