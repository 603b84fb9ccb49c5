package network.clawnet.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import network.clawnet.core.text.Texts.Language;
import network.clawnet.core.text.sample.Sample;
import org.junit.jupiter.api.Test;

final class TextsTest {
  @Test
  void takesTheLanguageFromTheFirstVariableThatIsSet() {
    assertThat(Language.of(Map.of())).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Language.CHINESE);
    assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")))
        .isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Map.of("LANG", "zh_TW", "LC_ALL", ""))).isEqualTo(Language.CHINESE);
    assertThat(Language.of(Map.of("LANG", "de_DE", "LC_MESSAGES", "zh")))
        .isEqualTo(Language.CHINESE);
  }

  @Test
  void putsArgumentsInPlaceAndLeavesOtherBracesAlone() {
    Texts texts = Texts.beside(Sample.class, Language.ENGLISH);

    assertThat(texts.text("sample", "a{1}", 7)).isEqualTo("first a{1}, second 7, {2} {x} {");
  }

  @Test
  void fallsBackToEnglishWhereATranslationIsMissing() {
    Texts texts = Texts.beside(Sample.class, Language.CHINESE);

    assertThat(texts.text("sample", 1, 2)).startsWith("first 1");
    assertThat(texts.text("translated")).isEqualTo("译文");
  }

  @Test
  void refusesAKeyThatDoesNotExist() {
    Texts texts = Texts.beside(Sample.class, Language.ENGLISH);

    assertThatThrownBy(() -> texts.text("nothing")).hasMessageContaining("nothing");
  }
}
