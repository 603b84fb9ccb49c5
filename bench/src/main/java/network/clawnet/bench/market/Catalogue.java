package network.clawnet.bench.market;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import network.clawnet.core.codec.Json;

/** The listings of a run, the same in every process. */
public final class Catalogue {
  /** Accounts that offer. */
  public static final int SELLERS = 20_000;

  /** Categories. */
  public static final int CATEGORIES = 40;

  /** Highest price, Token. */
  public static final int MAX_PRICE = 10_000;

  private static final int TAGS = 500;
  private static final int TITLE_WORDS = 5;
  private static final int TEXT_WORDS = 30;
  private static final int TENTHS = 10;
  private static final int INFOS = 6;
  private static final int TASKS = 8;

  private Catalogue() {}

  /** What one event publishes. */
  public record Publication(String type, Json.Obj payload) {}

  /** Returns the language of a listing: every second is English. */
  public static Vocabulary language(int number) {
    return number % 2 == 0 ? Vocabulary.ENGLISH : Vocabulary.CHINESE;
  }

  /** Returns a listing. */
  public static Publication of(int number) {
    RandomGenerator random = new SplittableRandom(number);
    String price = Integer.toString(1 + random.nextInt(MAX_PRICE));
    int kind = random.nextInt(TENTHS);
    Json.Builder out = Json.object().put("about", about(language(number), random));
    if (kind < INFOS) {
      return new Publication("market.info.publish", out.put("price", price).build());
    }
    if (kind < TASKS) {
      Json.Obj range = Json.object().put("min", price).put("max", price + "0").build();
      return new Publication("market.task.publish", out.put("range", range).build());
    }
    Json.Obj plan = Json.object().put("type", "pay_per_use").put("price", price).build();
    return new Publication("market.capability.publish", out.put("plan", plan).build());
  }

  /** Returns the description of a listing. */
  public static String description(int number) {
    return of(number).payload().get("about") instanceof Json.Obj about
            && about.get("description") instanceof Json.Str text
        ? text.value()
        : "";
  }

  private static Json.Obj about(Vocabulary language, RandomGenerator random) {
    List<Json> tags = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tags.add(Json.of("tag" + (i * TAGS + random.nextInt(TAGS))));
    }
    return Json.object()
        .put("title", language.text(TITLE_WORDS, random))
        .put("description", language.text(TEXT_WORDS, random))
        .put("category", category(random.nextInt(CATEGORIES)))
        .put("tags", Json.of(tags))
        .build();
  }

  /** Returns the name of a category. */
  public static String category(int number) {
    return "category" + number;
  }
}
