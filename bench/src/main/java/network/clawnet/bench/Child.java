package network.clawnet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of this program, spoken to by lines. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private Child(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts {@code bench COMMAND ARGUMENTS}.
   *
   * @param heap largest heap, as {@code -Xmx} takes it
   */
  static Child start(String heap, String command, Object... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx" + heap);
    line.add("-Xms" + heap);
    line.add("-XX:+UseSerialGC");
    line.add("-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.add(command);
    for (Object argument : arguments) {
      line.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Child(builder.start());
  }

  /** Returns the words after {@code name} in the next line that begins with it. */
  String[] expect(String name) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(name) || line.startsWith(name + " ")) {
        return line.substring(name.length()).trim().split(" ", -1);
      }
    }
    throw new IOException("a process of the benchmark ended before it said " + name);
  }

  /** Lets it begin. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Waits for its end. */
  void finish() throws IOException, InterruptedException {
    while (out.readLine() != null) {
      // nothing of interest
    }
    if (process.waitFor() != 0) {
      throw new IOException("a process of the benchmark failed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
