package network.clawnet.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Network namespaces and the program between them that lets packets wait. Host N has the address
 * 10.98.0.(N+1). Needs a network and a mount namespace of the benchmark's own.
 */
final class Wire implements AutoCloseable {
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;
  private final int places;

  private Wire(Process process, int places) {
    this.process = process;
    this.places = places;
    commands = process.outputWriter(StandardCharsets.US_ASCII);
    answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  private static Path program() {
    return Path.of(System.getProperty("clawnet.root", "."), "interop", "wire", "target", "peer");
  }

  /** Returns whether it was built. */
  static boolean isThere() {
    return Files.isExecutable(program()) && Files.exists(Path.of("/dev/net/tun"));
  }

  /** Makes places in which each packet arrives so many milliseconds after it was sent. */
  static Wire open(int places, int delayMillis, Path log) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    for (int i = 0; i < places; i++) {
      Processes.run(List.of("ip", "netns", "add", name(i)), log);
      command.add(name(i));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Wire wire = new Wire(process, places);
    wire.expect("ready");
    wire.commands.write("set * * 0 " + delayMillis * 1_000 + " 0\n");
    wire.commands.flush();
    wire.expect("ok");
    return wire;
  }

  private void expect(String line) throws IOException {
    String said = answers.readLine();
    if (!line.equals(said)) {
      throw new IOException("the wire said " + said);
    }
  }

  private static String name(int place) {
    return "place" + place;
  }

  /** Returns the address of a place. */
  static String address(int place) {
    return "10.98.0." + (place + 1);
  }

  /** Returns a command that runs in a place. */
  static List<String> inside(int place, List<String> command) {
    List<String> out = new ArrayList<>(List.of("ip", "netns", "exec", name(place)));
    out.addAll(command);
    return out;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    IntStream.range(0, places)
        .forEach(
            it -> {
              try {
                new ProcessBuilder("ip", "netns", "del", name(it)).start().waitFor();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
