package network.clawnet.daemon.http.market;

import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.http.Body;

/** What a body says of a listing to people: it becomes the event's {@code about}. */
final class About {
  private static final int MAX_TITLE_CHARS = 200;
  private static final int MAX_TEXT_CHARS = 4_000;
  private static final int MAX_WORD_CHARS = 64;
  private static final int MAX_TAGS = 16;
  private static final Set<String> TEXTS = Set.of("description", "preview");
  private static final Set<String> WORDS =
      Set.of("category", "language", "infoType", "taskType", "capabilityType");
  private static final Set<String> OBJECTS =
      Set.of(
          "metadata",
          "license",
          "quality",
          "usageRestrictions",
          "task",
          "timeline",
          "workerRequirements",
          "capability",
          "quota",
          "performance",
          "sla");

  private About() {}

  /** Returns the members that a body of this market may have for people. */
  static Set<String> members(Market market) {
    Set<String> all =
        new TreeSet<>(
            Set.of("title", "description", "preview", "category", "tags", "language", "metadata"));
    all.addAll(
        switch (market) {
          case INFO -> Set.of("infoType", "license", "quality", "usageRestrictions");
          case TASK -> Set.of("taskType", "task", "timeline", "workerRequirements");
          case CAPABILITY -> Set.of("capabilityType", "capability", "quota", "performance", "sla");
        });
    return all;
  }

  /** Reads what is there; the title must be. */
  static Json.Obj read(Body body) throws DecodeException {
    Json.Builder out = Json.object().put("title", body.text("title", MAX_TITLE_CHARS));
    for (String name : TEXTS) {
      out.put(name, body.optionalText(name, MAX_TEXT_CHARS).orElse(null));
    }
    for (String name : WORDS) {
      out.put(name, body.optionalText(name, MAX_WORD_CHARS).orElse(null));
    }
    for (String name : OBJECTS) {
      if (body.has(name)) {
        out.put(name, body.object(name));
      }
    }
    if (body.has("tags")) {
      out.put("tags", tags(body.array("tags", MAX_TAGS)));
    }
    return out.build();
  }

  private static Json.Arr tags(Json.Arr tags) throws DecodeException {
    for (Json tag : tags.items()) {
      boolean fits =
          tag instanceof Json.Str text
              && !text.value().isBlank()
              && text.value().length() <= MAX_WORD_CHARS;
      if (!fits) {
        throw new DecodeException("\"tags\" holds texts of 1 to " + MAX_WORD_CHARS + " characters");
      }
    }
    return tags;
  }
}
