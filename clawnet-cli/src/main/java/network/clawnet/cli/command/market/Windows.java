package network.clawnet.cli.command.market;

import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** The options that make the terms of a listing: how long each side may take. */
final class Windows {
  private static final long MILLIS = 1_000;

  private Windows() {}

  /** Declares them. */
  static void define(Syntax syntax) {
    syntax
        .option("<span>", "--deliver")
        .option("<span>", "--review")
        .option("<span>", "--dispute")
        .option("<n>", "--revisions");
  }

  /** Returns the terms, or null where none of the options is given. */
  static Json.@Nullable Obj terms(Call call) throws Failure {
    Json.Builder terms = Json.object();
    for (String name : new String[] {"deliver", "review", "dispute"}) {
      Optional<String> span = call.option("--" + name);
      if (span.isPresent()) {
        terms.put(name + "Ms", new Values(call).seconds("--" + name, span.get()) * MILLIS);
      }
    }
    new Values(call)
        .optionalNumber("--revisions", 0, 16)
        .ifPresent(count -> terms.put("revisions", count));
    Json.Obj made = terms.build();
    return made.members().isEmpty() ? null : made;
  }
}
