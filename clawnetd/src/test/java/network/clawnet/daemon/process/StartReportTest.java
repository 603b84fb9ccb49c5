package network.clawnet.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.text.Texts.Language;
import network.clawnet.daemon.process.StartReport.Banner;
import org.junit.jupiter.api.Test;

final class StartReportTest {
  private static List<String> golden(String name) throws IOException {
    try (var in = StartReportTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<String> start(Language language) {
    StartReport report = new StartReport(language);
    List<String> lines =
        new ArrayList<>(
            report.banner(
                new Banner(
                    "1.0.0",
                    "did:claw:z6MkpTxxxxxxx",
                    Optional.empty(),
                    Optional.of("http://127.0.0.1:9528"),
                    "local")));
    lines.add(report.development(Path.of("/home/ada/.clawnet-dev")));
    lines.add(report.alone());
    lines.add(report.bootstrap(2));
    lines.add(report.synced(1_234_567));
    lines.add(report.locked());
    lines.add(report.ready());
    return lines;
  }

  @Test
  void looksLikeTheGoldenFileInEnglish() throws IOException {
    assertThat(start(Language.ENGLISH)).isEqualTo(golden("start.en.txt"));
  }

  @Test
  void looksLikeTheGoldenFileInChinese() throws IOException {
    assertThat(start(Language.CHINESE)).isEqualTo(golden("start.zh.txt"));
  }

  @Test
  void printsTheBannerOfTheRuntimeDocument() throws IOException {
    List<String> banner =
        new StartReport(Language.CHINESE)
            .banner(
                new Banner(
                    "1.0.0",
                    "did:claw:z6MkpTxxxxxxx",
                    Optional.of("/ip4/0.0.0.0/tcp/9527"),
                    Optional.of("http://127.0.0.1:9528"),
                    "mainnet"));

    assertThat(banner).isEqualTo(golden("banner.txt"));
  }
}
