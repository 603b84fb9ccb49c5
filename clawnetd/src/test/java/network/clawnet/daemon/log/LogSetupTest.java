package network.clawnet.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.config.LoggingSection;
import network.clawnet.core.config.LoggingSection.Format;
import network.clawnet.core.config.LoggingSection.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogSetupTest {
  @TempDir Path directory;

  @AfterEach
  void dropTheLog() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
  }

  private Path start(Level level, Format format) throws IOException {
    Path file = directory.resolve("logs").resolve("node.log");
    LogSetup.start(new LoggingSection(level, file, format, 1, 2), false);
    return file;
  }

  @Test
  void writesOneLinePerEventWithTimeLevelAndName() throws Exception {
    Path file = start(Level.INFO, Format.TEXT);
    Logger log = LoggerFactory.getLogger("network.clawnet.Some");

    log.info("block height={}", 7);
    log.debug("unseen");
    log.warn("forged\n2026 INFO  line");

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Some block height=7");
    assertThat(lines.get(1)).endsWith("WARN  Some forged | 2026 INFO  line");
  }

  @Test
  void writesJsonThatParsesWhateverTheMessage() throws Exception {
    Path file = start(Level.DEBUG, Format.JSON);
    Logger log = LoggerFactory.getLogger("network.clawnet.Some");

    log.error("quote \" newline \n half \ud800", new IOException("broken"));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1);
    Json.Obj line = JsonParser.parseObject(lines.get(0).getBytes(StandardCharsets.UTF_8));
    assertThat(line.get("level")).isEqualTo(Json.of("ERROR"));
    assertThat(line.get("message")).isEqualTo(Json.of("quote \" newline \n half ?"));
    assertThat(line.get("error")).asString().contains("broken");
  }

  @Test
  void keepsNoMoreFilesThanAsked() throws Exception {
    Path file = start(Level.INFO, Format.TEXT);
    Files.writeString(file.resolveSibling("node.log.1"), "older");
    Files.writeString(file.resolveSibling("node.log.2"), "oldest");
    Files.write(file, new byte[2 * 1024 * 1024]);
    Logger log = LoggerFactory.getLogger("network.clawnet.Some");

    long deadline = System.nanoTime() + 10_000_000_000L;
    while (Files.size(file) > 1024 * 1024 && System.nanoTime() < deadline) {
      log.info("fill"); // the size is looked at once a second
      Thread.onSpinWait();
    }

    try (var files = Files.list(directory.resolve("logs"))) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("node.log", "node.log.1", "node.log.2");
    }
    assertThat(Files.readString(file.resolveSibling("node.log.2"))).isEqualTo("older");
  }

  @Test
  void refusesAFileThatItCannotWrite() throws Exception {
    Path blocked = Files.writeString(directory.resolve("blocked"), "a file, no directory");

    assertThatThrownBy(
            () ->
                LogSetup.start(
                    new LoggingSection(Level.INFO, blocked.resolve("node.log"), Format.TEXT, 1, 1),
                    false))
        .isInstanceOf(IOException.class);
  }
}
