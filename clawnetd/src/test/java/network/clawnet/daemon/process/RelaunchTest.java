package network.clawnet.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RelaunchTest {
  @AfterEach
  void forgetTheLauncher() {
    System.clearProperty(Relaunch.LAUNCHER);
  }

  @Test
  void goesThroughTheLauncherWithTheSameArguments() throws Exception {
    System.setProperty(Relaunch.LAUNCHER, "/opt/clawnet/bin/clawnetd");

    assertThat(Relaunch.command(List.of("--data-dir", "x y")))
        .containsExactly("/opt/clawnet/bin/clawnetd", "--data-dir", "x y");
  }

  @Test
  void repeatsItsOwnCommandLineWithoutALauncher() throws Exception {
    List<String> command = Relaunch.command(List.of());

    assertThat(command.get(0)).endsWith("java");
    assertThat(command).hasSizeGreaterThan(1);
  }
}
