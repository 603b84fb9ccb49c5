package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.cli.command.Shell;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every case of the golden files against a scripted node.
 *
 * <p>{@code -Dclawnet.golden=write} writes the results into the files instead; read the difference
 * before you commit it.
 */
final class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/network/clawnet/cli/golden");
  private static final boolean WRITE = "write".equals(System.getProperty("clawnet.golden"));
  private static final long NOW = 1_795_000_000_000L;

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> everyCaseComesOutAsWritten() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.sorted().toList()) {
        List<String> results = new ArrayList<>();
        List<GoldenCase> cases = GoldenCase.read(Files.readAllLines(file));
        for (GoldenCase one : cases) {
          String name = file.getFileName() + ": " + one.name;
          tests.add(DynamicTest.dynamicTest(name, () -> check(one, results)));
        }
        if (WRITE) {
          tests.add(DynamicTest.dynamicTest("write " + file, () -> Files.write(file, results)));
        }
      }
    }
    return tests.stream();
  }

  private void check(GoldenCase one, List<String> results) throws IOException {
    List<String> actual = run(one);
    results.add("=== " + one.name);
    results.addAll(one.given);
    results.addAll(actual);
    results.add("");
    if (!WRITE) {
      assertThat(actual).isEqualTo(one.expected);
    }
  }

  private List<String> run(GoldenCase one) throws IOException {
    Path home = Files.createTempDirectory(directory, "case");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (FakeNode node = new FakeNode(one.answers)) {
      for (Map.Entry<String, StringBuilder> file : one.files.entrySet()) {
        Path path = home.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, real(file.getValue().toString(), home, node));
      }
      Map<String, String> environment = new TreeMap<>();
      environment.put("HOME", home.toString());
      if (!one.answers.isEmpty()) {
        environment.put("CLAWNET_API_URL", "http://127.0.0.1:" + node.port());
      }
      one.environment.forEach((k, v) -> environment.put(k, real(v, home, node)));
      String[] arguments = new String[one.arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = real(one.arguments[i], home, node);
      }
      Shell shell =
          new Shell(
              environment,
              new ByteArrayInputStream(one.input.toString().getBytes(StandardCharsets.UTF_8)),
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              new FakePerson(one.typed),
              new FrozenTime(),
              target -> Arrays.fill(target, (byte) 7));
      int exit = new Clawnet(shell).run(arguments).number();
      List<String> actual = new ArrayList<>();
      node.requests().forEach(request -> actual.add("> " + golden(request, home, node)));
      actual.add("exit " + exit);
      addLines(actual, "out|", golden(out.toString(StandardCharsets.UTF_8), home, node));
      addLines(actual, "err|", golden(err.toString(StandardCharsets.UTF_8), home, node));
      return actual;
    }
  }

  private static void addLines(List<String> actual, String prefix, String text) {
    text.lines().forEach(line -> actual.add(prefix + line));
  }

  private static String real(String text, Path home, FakeNode node) {
    return text.replace("HOME", home.toString()).replace("PORT", "" + node.port());
  }

  private static String golden(String text, Path home, FakeNode node) {
    return text.replace(home.toString(), "HOME").replace("" + node.port(), "PORT");
  }

  private static final class FrozenTime implements Shell.Time {
    @Override
    public long nowMillis() {
      return NOW;
    }

    @Override
    public void pauseMillis(long millis) {}
  }
}
