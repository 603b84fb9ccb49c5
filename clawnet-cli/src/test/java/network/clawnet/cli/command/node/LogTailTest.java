package network.clawnet.cli.command.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTailTest {
  @TempDir Path directory;
  private Path log;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void name() {
    log = directory.resolve("node.log");
  }

  private String taken() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private String last(long lines) throws IOException {
    try (LogTail tail = new LogTail(log, out)) {
      tail.last(lines);
    }
    return taken();
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void showsTheLastLines() throws IOException {
    append("a\nb\nc\n");

    assertThat(last(0)).isEmpty();
    assertThat(last(1)).isEqualTo("c\n");
    assertThat(last(2)).isEqualTo("b\nc\n");
    assertThat(last(3)).isEqualTo("a\nb\nc\n");
    assertThat(last(4)).isEqualTo("a\nb\nc\n");
  }

  @Test
  void showsTheLastLinesOfALongFileAndOfAnUnfinishedOne() throws IOException {
    String line = "x".repeat(50_000) + "\n";
    append(line.repeat(5) + "unfinished");

    assertThat(last(1)).isEqualTo("unfinished");
    assertThat(last(3)).isEqualTo(line.repeat(2) + "unfinished");
    assertThat(last(100)).isEqualTo(line.repeat(5) + "unfinished");
  }

  @Test
  void showsNothingOfAnEmptyFile() throws IOException {
    append("");

    assertThat(last(5)).isEmpty();
  }

  @Test
  void followsThroughRotation() throws IOException {
    append("a\n");
    try (LogTail tail = new LogTail(log, out)) {
      tail.last(10);
      append("b\n");
      tail.more();
      assertThat(taken()).isEqualTo("a\nb\n");

      append("c\n");
      Files.move(log, directory.resolve("node.log.1"));
      tail.more();
      assertThat(taken()).isEqualTo("c\n");

      append("d\n");
      tail.more();
      tail.more();
      assertThat(taken()).isEqualTo("d\n");
    }
  }

  @Test
  void followsAFileThatIsBegunAnew() throws IOException {
    append("a long first line\n");
    try (LogTail tail = new LogTail(log, out)) {
      tail.last(10);
      taken();
      Files.writeString(log, "b\n", StandardOpenOption.TRUNCATE_EXISTING);
      tail.more();

      assertThat(taken()).isEqualTo("b\n");
    }
  }
}
