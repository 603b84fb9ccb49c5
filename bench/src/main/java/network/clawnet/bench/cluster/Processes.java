package network.clawnet.bench.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import network.clawnet.bench.load.ProcessUse;

/** The processes of a network. */
final class Processes {
  private static final long STOP_SECONDS = 60;

  private final List<Process> all = new ArrayList<>();

  /** Starts one whose output goes into a file. */
  void start(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(output.toFile());
    all.add(builder.start());
  }

  /** Runs a command to its end. */
  static void run(List<String> command, Path output) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLAWNET_NO_BUILD", "1");
    if (builder.redirectOutput(output.toFile()).start().waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed, see " + output);
    }
  }

  double cpuSeconds() throws IOException {
    double sum = 0;
    for (Process each : all) {
      sum += ProcessUse.of(each).cpuSeconds();
    }
    return sum;
  }

  /**
   * @throws IOException if one has ended
   */
  void requireAll() throws IOException {
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isAlive()) {
        throw new IOException("node " + i + " has ended with " + all.get(i).exitValue());
      }
    }
  }

  /** Kills one of them, counted in the order of their starts. */
  void kill(int number) {
    all.remove(number).destroyForcibly();
  }

  void stop() {
    all.forEach(Process::destroy);
    for (Process each : all) {
      try {
        if (!each.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          each.destroyForcibly();
        }
      } catch (InterruptedException e) {
        each.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    all.clear();
  }
}
