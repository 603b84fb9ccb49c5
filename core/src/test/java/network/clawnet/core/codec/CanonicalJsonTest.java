package network.clawnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.clawnet.core.testing.Seeds;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  @DisplayName("T-A20: agrees with another implementation on random documents")
  void agreesWithAnotherImplementationOnRandomDocuments() {
    Seeds.forAll(
        500,
        random -> {
          Json.Obj document = object(random, 0);
          String own = CanonicalJson.text(document);

          assertThat(own).isEqualTo(oracle(own));
          assertThat(parsed(own)).isEqualTo(document);
        });
  }

  @Test
  void sortsMembersByUtf16CodeUnits() throws DecodeException {
    String text = "{\"\ufb33\":1,\"\ud83d\ude00\":2,\"\u20ac\":3,\"1\":4,\"\\r\":5}";

    assertThat(CanonicalJson.text(parsed(text)))
        .isEqualTo("{\"\\r\":5,\"1\":4,\"\u20ac\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
  }

  @Test
  void hasNoFormForFractions() {
    assertThatThrownBy(() -> CanonicalJson.encode(new Json.Dec("1.5")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Json parsed(String text) {
    try {
      return JsonParser.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String oracle(String text) {
    try {
      return new JsonCanonicalizer(text).getEncodedString();
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Json.Obj object(Random random, int depth) {
    Json.Builder out = Json.object();
    int members = random.nextInt(6);
    for (int i = 0; i < members; i++) {
      out.put(text(random), value(random, depth + 1));
    }
    return out.build();
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 4 : 6)) {
      case 0 -> Json.of(random.nextLong(-Json.Num.MAX, Json.Num.MAX + 1));
      case 1 -> Json.of(text(random));
      case 2 -> Json.of(random.nextBoolean());
      case 3 -> Json.Null.NULL;
      case 4 -> object(random, depth);
      default -> array(random, depth);
    };
  }

  private static Json array(Random random, int depth) {
    List<Json> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(random, depth + 1));
    }
    return Json.of(items);
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int point =
          random.nextInt(5) == 0 ? random.nextInt(0x10000, 0x10ffff) : random.nextInt(0x500);
      out.appendCodePoint(point);
    }
    return out.toString();
  }
}
