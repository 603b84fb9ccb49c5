package network.clawnet.cli.command.peer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** {@code clawnet peers}: connected nodes, kept ones that are away, and banned ones. */
public final class PeersCommand implements Command {
  private static final long MICROS = 1_000;

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer = call.node().read(Target.of("/api/node/peers"));
    List<String> lines = new ArrayList<>(connected(call, answer));
    away(answer).forEach(address -> lines.add(call.text("peers.away", address)));
    for (Json.Obj ban : answer.objects("banned")) {
      lines.add(
          call.text(
              "peers.banned",
              Answer.textOrEmpty(ban, "peerId"),
              Moments.text(Answer.number(ban, "until", 0)),
              Answer.textOrEmpty(ban, "why")));
    }
    return call.show(answer, lines);
  }

  private static List<String> connected(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.peer"),
            call.text("column.address"),
            call.text("column.direction"),
            call.text("column.latency"),
            call.text("column.score"),
            call.text("column.agent"),
            call.text("column.protocols"),
            call.text("column.kept"));
    for (Json.Obj peer : answer.objects("peers")) {
      List<String> protocols = texts(peer, "protocols");
      table.row(
          Answer.textOrEmpty(peer, "peerId"),
          texts(peer, "addresses").stream().findFirst().orElse(""),
          call.text("value." + Answer.textOrEmpty(peer, "direction")),
          latency(peer),
          Answer.textOrEmpty(peer, "score"),
          Answer.textOrEmpty(peer, "agent"),
          protocols.isEmpty() ? "" : Integer.toString(protocols.size()),
          call.text(Answer.isTrue(peer, "kept") ? "value.yes" : "value.no"));
    }
    return table.isEmpty() ? List.of(call.text("peers.none")) : table.lines();
  }

  /** Kept addresses whose peer is not connected. */
  private static List<String> away(Answer answer) {
    Set<String> present = new HashSet<>();
    answer.objects("peers").forEach(peer -> present.add(Answer.textOrEmpty(peer, "peerId")));
    return texts(answer.body(), "kept").stream()
        .filter(address -> !present.contains(address.substring(address.lastIndexOf('/') + 1)))
        .toList();
  }

  /** Whole milliseconds say nothing of a near node: one digit more. */
  private static String latency(Json.Obj peer) {
    if (!peer.has("latencyMicros")) {
      return "";
    }
    long micros = Answer.number(peer, "latencyMicros", 0);
    return micros / MICROS + "." + micros % MICROS / 100 + " ms";
  }

  private static List<String> texts(Json.Obj object, String name) {
    List<String> out = new ArrayList<>();
    if (object.get(name) instanceof Json.Arr array) {
      for (Json item : array.items()) {
        if (item instanceof Json.Str text) {
          out.add(text.value());
        }
      }
    }
    return out;
  }
}
