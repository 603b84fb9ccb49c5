package network.clawnet.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Network namespaces of this test alone, and the programs in them. All of it hangs on one shell,
 * the first process of a PID namespace, which reads commands from this one: when the test ends, by
 * whatever way, the shell ends, and the system kills its programs and removes its networks. Needs
 * root or user namespaces.
 */
final class Island implements AutoCloseable {
  /** Addresses are 10.99.N.H: network N, host H. */
  private static final String NET = "10.99.";

  private static final String HUB = "hub";
  private static final String DONE = "island-done ";

  private final Process shell;
  private final Writer commands;
  private final BufferedReader answers;

  private Island(Process shell) {
    this.shell = shell;
    commands = shell.outputWriter(StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
  }

  private static List<String> command(String... program) {
    List<String> command = new ArrayList<>(List.of("unshare"));
    if (!"root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(List.of("--net", "--mount", "--pid", "--mount-proc", "--fork"));
    command.addAll(List.of("--kill-child", "--"));
    command.addAll(List.of(program));
    return command;
  }

  /** Returns why there can be no island on this machine; empty if there can. */
  static String obstacle(TestHome home) throws IOException {
    for (String tool : List.of("unshare", "nsenter", "ip", "bash")) {
      if (Programs.tool(tool) == null) {
        return "no " + tool + " here";
      }
    }
    String script = "mount -t tmpfs tmpfs /run && ip netns add trial && ip netns del trial";
    Ran trial = home.run(command("bash", "-c", script), "");
    return trial.exit() == 0 ? "" : "no network namespaces here: " + trial.err().strip();
  }

  /** Makes an island on which there is only a hub, which passes packets on. */
  static Island open(TestHome home) throws IOException {
    Island island = new Island(home.open(command("bash", "-s")));
    island.run("mount -t tmpfs tmpfs /run"); // where ip keeps the names of namespaces
    island.run("ip netns add " + HUB + " && ip -n " + HUB + " link set lo up");
    island.run(inside(HUB) + "sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'");
    return island;
  }

  /** Puts places onto one wire: a bridge in the hub; the first gets 10.99.0.1, and so on. */
  void wire(List<String> places) {
    run("ip -n " + HUB + " link add br0 type bridge && ip -n " + HUB + " link set br0 up");
    for (int i = 0; i < places.size(); i++) {
      plug(places.get(i), i, NET + "0." + (i + 1));
      run("ip -n " + HUB + " link set v" + i + " master br0");
    }
  }

  /**
   * Gives each place a network of its own, with the hub as the way to all others: unicast passes,
   * multicast does not. The first is 10.99.1.2, the second 10.99.2.2, and so on.
   */
  void route(List<String> places) {
    for (int i = 0; i < places.size(); i++) {
      String net = NET + (i + 1);
      plug(places.get(i), i, net + ".2");
      run("ip -n " + HUB + " addr add " + net + ".1/24 dev v" + i);
      run("ip -n " + places.get(i) + " route add default via " + net + ".1");
    }
  }

  /**
   * Connects places by a program in the middle, which passes packets on, late, or not at all. The
   * first is 10.98.0.1, and so on; it obeys the lines that interop/README.md names.
   *
   * @param pipes directory for the pipes to the program
   */
  void wire(List<String> places, List<String> program, Path pipes) {
    places.forEach(it -> run("ip netns add " + it));
    String in = pipes.resolve("wire-in").toString();
    String out = pipes.resolve("wire-out").toString();
    run("mkfifo " + in + " " + out + " && exec 9<>" + in + " 8<>" + out);
    String words = String.join(" ", program) + " " + String.join(" ", places);
    run(words + " <" + in + " >" + out + " & read -r -t 30 said <&8 && [ \"$said\" = ready ]");
  }

  /** Tells the program in the middle something; returns its answer. */
  String tellWire(String line) {
    return run("echo '" + line + "' >&9; read -r -t 30 said <&8 && echo \"$said\"").strip();
  }

  private void plug(String place, int number, String ip) {
    String end = "v" + number;
    run("ip netns add " + place + " && ip -n " + place + " link set lo up");
    run("ip -n " + HUB + " link add " + end + " type veth peer name eth0 netns " + place);
    run("ip -n " + place + " addr add " + ip + "/24 dev eth0");
    run("ip -n " + place + " link set eth0 up && ip -n " + HUB + " link set " + end + " up");
  }

  private static String inside(String place) {
    return "nsenter --net=/run/netns/" + place + " ";
  }

  /** Starts a program in a place, with all that it prints in a file; returns its number here. */
  String start(String place, List<String> command, String output) {
    String words = String.join(" ", command);
    String said =
        run(inside(place) + words + " </dev/null >>" + output + " 2>&1 & echo $!").strip();
    return said.substring(
        said.lastIndexOf('\n') + 1); // before it the shell may tell who was killed
  }

  /** Returns whether a program that was started is still there. */
  boolean isAlive(String number) {
    return run("kill -0 " + number + " 2>/dev/null && echo yes || echo no").startsWith("yes");
  }

  /** Kills a program at once and waits for its end. */
  void kill(String number) {
    run("kill -KILL " + number + " && wait " + number + " || true");
  }

  /** Runs a command of the shell to its end; returns what it printed. */
  synchronized String run(String command) {
    try {
      commands.write("{ " + command + "\n} 2>&1; printf '\\n" + DONE + "%s\\n' $?\n");
      commands.flush();
      StringBuilder said = new StringBuilder();
      String line = answers.readLine();
      while (line != null && !line.startsWith(DONE)) {
        said.append(line).append('\n');
        line = answers.readLine();
      }
      if (!(DONE + "0").equals(line)) {
        throw new AssertionError(command + " ended with " + line + ": " + said);
      }
      return said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(command, e);
    }
  }

  @Override
  public void close() {
    shell.destroyForcibly();
    TestHome.ends(shell);
  }
}
