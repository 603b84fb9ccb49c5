package network.clawnet.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InitReportTest {
  private static InitReport report() {
    List<String> words = new ArrayList<>(Collections.nCopies(23, "abandon"));
    words.add("art");
    return new InitReport(
        "did:claw:z6MkpTxxxxxxx", "~/.clawnet/config.yaml", "~/.clawnet/keys/", words);
  }

  private static List<String> golden(String name) throws IOException {
    try (var in = InitReportTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void looksLikeTheGoldenFileInEnglish() throws IOException {
    assertThat(report().lines(Texts.Language.ENGLISH)).isEqualTo(golden("init.en.txt"));
  }

  @Test
  void looksLikeTheGoldenFileInChinese() throws IOException {
    assertThat(report().lines(Texts.Language.CHINESE)).isEqualTo(golden("init.zh.txt"));
  }

  @Test
  void keepsTheWordsOutOfItsText() {
    assertThat(report().toString()).doesNotContain("abandon");
  }
}
