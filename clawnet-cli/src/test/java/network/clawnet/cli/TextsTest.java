package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.clawnet.cli.output.Output;
import org.junit.jupiter.api.Test;

final class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private static Properties read(String name) throws IOException {
    Properties texts = new Properties();
    try (var in = Output.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void chineseHasEveryTextWithTheSamePlaces() throws IOException {
    Properties english = read("messages.properties");
    Properties chinese = read("messages_zh.properties");
    Set<String> translatable = new TreeSet<>(english.stringPropertyNames());
    translatable.removeIf(key -> key.startsWith("label."));

    assertThat(new TreeSet<>(chinese.stringPropertyNames())).isEqualTo(translatable);
    for (String key : translatable) {
      assertThat(places(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
      assertThat(english.getProperty(key)).as(key).isNotBlank();
      assertThat(chinese.getProperty(key)).as(key).isNotBlank();
    }
  }
}
