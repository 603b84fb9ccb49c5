package network.clawnet.cli.command.validator;

import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;

/** The option {@code --validator}: a consensus key, the node's own where it is left out. */
final class ValidatorKey {
  static final String OPTION = "--validator";

  private ValidatorKey() {}

  static Json.Builder addTo(Json.Builder body, Call call) throws Failure {
    Optional<String> key = call.option(OPTION);
    if (key.isPresent()) {
      body.put("validator", checked(key.get(), call));
    }
    return body;
  }

  private static String checked(String key, Call call) throws Failure {
    try {
      Did.parseMultibase(key);
      return key;
    } catch (DecodeException e) {
      throw call.usage(call.text("usage.validator", key));
    }
  }
}
