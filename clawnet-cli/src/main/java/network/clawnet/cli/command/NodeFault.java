package network.clawnet.cli.command;

import java.util.Map;
import java.util.Optional;
import network.clawnet.cli.client.HttpResponse;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;

/** Turns a node's refusal into a failure with its code, its details and the next step. */
final class NodeFault {
  private NodeFault() {}

  static Failure of(Call call, HttpResponse response) {
    Optional<Json.Obj> error = error(response);
    if (error.isEmpty()) {
      String message = call.text("node.status", response.status());
      return new Failure(
          ExitCode.REFUSED, "HTTP_" + response.status(), message, call.text("node.status.hint"));
    }
    String code = orElse(Answer.text(error.get(), "code"), "HTTP_" + response.status());
    String message = orElse(Answer.text(error.get(), "message"), code);
    Json.Obj details = printable(error.get().without("code", "message"));
    String hint = call.texts().find("hint." + code).orElse(null);
    return new Failure(exit(code), code, message, details, hint);
  }

  private static ExitCode exit(String code) {
    return switch (code) {
      case "ACCOUNT_LOCKED", "PASSPHRASE_WRONG" -> ExitCode.KEY;
      default -> ExitCode.REFUSED;
    };
  }

  private static Optional<Json.Obj> error(HttpResponse response) {
    try {
      Json.Obj body = JsonParser.parseObject(response.body());
      return body.get("error") instanceof Json.Obj error ? Optional.of(error) : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  /** Keeps single values; whatever else a detail may hold is in the node's log. */
  private static Json.Obj printable(Json.Obj details) {
    Json.Builder kept = Json.object();
    for (Map.Entry<String, Json> detail : details.members().entrySet()) {
      Json value = detail.getValue();
      boolean single = value instanceof Json.Str || value instanceof Json.Num;
      if (single || value instanceof Json.Bool) {
        kept.put(detail.getKey(), value);
      }
    }
    return kept.build();
  }

  private static String orElse(@org.jspecify.annotations.Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
