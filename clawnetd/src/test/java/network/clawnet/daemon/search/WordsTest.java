package network.clawnet.daemon.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static final int MANY = 1_000;

  private final Words texts = Words.ofTexts();
  private final Words questions = Words.ofQuestions();

  @Test
  void readsEnglishWithoutCaseEndingsAndPunctuation() {
    assertThat(questions.in("The Translators' translations, TRANSLATED!", MANY))
        .containsExactly("the", "translat");
    assertThat(questions.in("seller's weather-report v2.0", MANY))
        .containsExactly("seller", "weather", "report", "v2.0");
  }

  @Test
  void readsChineseAsPairsAndTextsAlsoAsSingleCharacters() {
    assertThat(questions.in("机器翻译", MANY)).containsExactly("机器", "器翻", "翻译");
    assertThat(texts.in("机器翻译", MANY)).contains("机", "机器", "器翻", "翻译", "译");
    assertThat(questions.in("译", MANY)).containsExactly("译");
  }

  @Test
  void findsEveryPartOfAChineseTextOfTwoCharactersOrMore() {
    String text = "高质量机器翻译服务";
    for (int from = 0; from < text.length(); from++) {
      for (int to = from + 1; to <= text.length(); to++) {
        assertThat(texts.in(text, MANY)).containsAll(questions.in(text.substring(from, to), MANY));
      }
    }
  }

  @Test
  void readsMixedAndWideTexts() {
    assertThat(questions.in("用Python翻译", MANY)).containsExactly("用", "python", "翻译");
    assertThat(questions.in("ＡＰＩ　ｔｅｓｔ", MANY)).containsExactly("api", "test");
  }

  @Test
  void findsNothingInPunctuation() {
    assertThat(questions.in(" \u0000!?*:()[]{}\"^~\\/-+|& 。，", MANY)).isEmpty();
  }

  @Test
  void stopsAtOneMoreThanAsked() {
    assertThat(questions.in("a b c d e", 5)).hasSize(5);
    assertThat(questions.in("a b c d e", 4)).hasSize(5);
    assertThat(questions.in("a b c d e", 3)).hasSize(4);
  }

  @Test
  void takesAnyCharacters() {
    Seeds.forAll(
        500,
        random -> {
          String text = text(random);
          assertThat(texts.in(text, MANY))
              .containsAll(texts.in(text, 1).stream().limit(1).toList());
          assertThat(questions.in(text, MANY)).doesNotContain("");
        });
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      out.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
    }
    return out.toString();
  }
}
