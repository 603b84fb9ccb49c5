package network.clawnet.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;

/** Reads commands, one a line, and answers each with a line; they run side by side. */
public final class PeerProgram {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Commands commands;

  private PeerProgram(Commands commands) {
    this.commands = commands;
  }

  /**
   * Runs a peer until its input ends, and this process with it.
   *
   * @param args {@code --sign strict} or {@code --sign none}
   */
  public static void start(String[] args) throws IOException {
    if (args.length != 2 || !args[0].equals("--sign")) {
      throw new IllegalArgumentException("expected --sign strict or --sign none");
    }
    PeerNode node = new PeerNode(!args[1].equals("none"));
    say(
        Json.object()
            .put("ready", true)
            .put("implementation", "clawnet")
            .put("peer", node.host().self().text())
            .put("addrs", Json.of(java.util.List.of(Json.of(node.address()))))
            .put("pid", ProcessHandle.current().pid()));
    new PeerProgram(new Commands(node)).read();
    System.exit(0);
  }

  private void read() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      byte[] command = line.getBytes(StandardCharsets.UTF_8);
      threads.execute(() -> answer(command));
    }
  }

  private void answer(byte[] line) {
    long id = 0;
    try {
      JsonFields command = new JsonFields(JsonParser.parseObject(line));
      id = command.integer("id", 0, Json.Num.MAX);
      Json.Obj result = commands.run(command.text("cmd", 64), command);
      say(Json.object().put("id", id).put("ok", true).put("result", result));
    } catch (DecodeException | CommandException e) {
      fail(id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(long id, Exception why) {
    say(
        Json.object()
            .put("id", id)
            .put("ok", false)
            .put("error", String.valueOf(why.getMessage())));
  }

  private static void say(Json.Builder line) {
    System.out.println(CanonicalJson.text(line.build()));
  }
}
