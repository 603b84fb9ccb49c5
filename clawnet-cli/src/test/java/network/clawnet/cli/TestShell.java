package network.clawnet.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.cli.command.Shell;
import network.clawnet.cli.command.SystemTime;
import network.clawnet.cli.output.ExitCode;

/** Runs command lines with a home directory of their own and keeps what they print. */
final class TestShell {
  private final Map<String, String> environment = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  TestShell(Path home) {
    environment.put("HOME", home.toString());
    environment.put("CLAW_PASSPHRASE", "correct horse battery");
  }

  TestShell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  ExitCode run(String... arguments) {
    out.reset();
    err.reset();
    int[] counter = {0};
    Shell shell =
        new Shell(
            environment,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new FakePerson(List.of()),
            new SystemTime(),
            target -> Arrays.fill(target, (byte) ++counter[0]));
    return new Clawnet(shell).run(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
