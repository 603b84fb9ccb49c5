package network.clawnet.cli.command.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeProcessTest {
  @TempDir Path directory;
  private Path pidFile;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    pidFile = directory.resolve("clawnetd.pid");
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void write(String text) throws IOException {
    Files.writeString(pidFile, text);
  }

  @Test
  void findsTheProcessThatWroteTheFile() throws IOException {
    write(process.pid() + "\n");

    assertThat(NodeProcess.find(pidFile).orElseThrow().pid()).isEqualTo(process.pid());
  }

  @Test
  void passesOverAProcessThatStartedAfterTheFileWasWritten() throws IOException {
    write(process.pid() + "\n");
    Files.setLastModifiedTime(pidFile, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));

    assertThat(NodeProcess.find(pidFile)).isEmpty();
  }

  @Test
  void endsItPolitely() throws Exception {
    write("" + process.pid());
    NodeProcess found = NodeProcess.find(pidFile).orElseThrow();

    found.terminate();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(found.isRunning()).isFalse();
    assertThat(NodeProcess.find(pidFile)).isEmpty();
  }

  @Test
  void findsNothingWithoutAFileAndRefusesAnythingButANumber() throws IOException {
    assertThat(NodeProcess.find(pidFile)).isEmpty();
    for (String bad : new String[] {"", "x", "-5", "12345678901", "1 2", "9".repeat(100)}) {
      write(bad);
      assertThatThrownBy(() -> NodeProcess.find(pidFile)).as(bad).isInstanceOf(IOException.class);
    }
  }
}
