package network.clawnet.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.config.NodeHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts real processes. */
@Timeout(60)
final class BackgroundStartIT {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private NodeHome home = new NodeHome(Path.of("/"));

  @BeforeEach
  void findHome() {
    home = new NodeHome(directory.resolve("node"));
  }

  /** A daemon that was killed leaves its file behind, and may be gone from the process table. */
  @AfterEach
  void endTheDaemon() throws Exception {
    if (Files.exists(home.pid())) {
      Optional<ProcessHandle> daemon = named();
      daemon.ifPresent(ProcessHandle::destroyForcibly);
      if (daemon.isPresent()) {
        daemon.get().onExit().get(10, TimeUnit.SECONDS);
      }
    }
  }

  private ProcessHandle daemon() throws IOException {
    return named().orElseThrow();
  }

  private Optional<ProcessHandle> named() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(home.pid()).strip()));
  }

  private boolean run(String mode, String passphrase, Duration limit) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SampleDaemon.class.getName(),
            mode,
            home.root().toString());
    return new BackgroundStart(home.root(), home.root().resolve("logs/out"), limit)
        .run(command, passphrase.toCharArray(), stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void returnsWhenTheNodeIsReadyAndLeavesItRunningInASessionOfItsOwn() throws Exception {
    boolean ready = run("ready", "correct horse ✓", BackgroundStart.LIMIT);

    assertThat(text(err)).isEmpty();
    assertThat(ready).isTrue();
    assertThat(text(out)).isEqualTo("\n[INFO] passphrase correct horse ✓\n");
    assertThat(daemon().isAlive()).isTrue();
    Path stat = Path.of("/proc", Long.toString(daemon().pid()), "stat");
    if (Files.exists(stat)) {
      String[] fields = Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ", 5);
      assertThat(fields[3]).as("session").isEqualTo(Long.toString(daemon().pid()));
    }
    try (var files = Files.list(home.root())) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .noneMatch(it -> it.endsWith(".start"));
    }
  }

  @Test
  void refusesASecondDaemonAndNamesTheFirst() throws Exception {
    assertThat(run("ready", "", BackgroundStart.LIMIT)).isTrue();
    assertThat(text(out)).contains("passphrase none");

    boolean second = run("ready", "", BackgroundStart.LIMIT);

    assertThat(second).isFalse();
    assertThat(text(err)).contains("another clawnetd", "(process " + daemon().pid() + ")");
  }

  @Test
  void stopsInOrderWhenTerminated() throws Exception {
    assertThat(run("ready", "", BackgroundStart.LIMIT)).isTrue();
    ProcessHandle daemon = daemon();

    daemon.destroy();
    daemon.onExit().get(20, TimeUnit.SECONDS);

    assertThat(home.root().resolve("stopped")).exists();
    assertThat(home.pid()).doesNotExist();
  }

  @Test
  void tellsWhyTheNodeRefusesToStart() throws Exception {
    assertThat(run("fail", "", BackgroundStart.LIMIT)).isFalse();

    assertThat(text(out)).isEqualTo("[INFO] trying\n");
    assertThat(text(err)).isEqualTo("clawnetd: the disk is full\nclawnetd: make room\n");
  }

  @Test
  void showsTheLastWordsOfANodeThatDies() throws Exception {
    assertThat(run("die", "", BackgroundStart.LIMIT)).isFalse();

    assertThat(text(err)).contains("ended with code 7", "cannot go on");
  }

  @Test
  void givesUpANodeThatDoesNotGetReady() throws Exception {
    assertThat(run("hang", "", Duration.ofSeconds(1))).isFalse();

    assertThat(text(err)).contains("not ready after 1 s");
  }
}
