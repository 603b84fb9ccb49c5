package network.clawnet.cli.command.node;

import java.util.Optional;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** {@code clawnet status}: whether the node runs, and how it is. */
public final class StatusCommand implements Command {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    Answer answer;
    try {
      answer = call.node().read(Target.of("/api/node/status"));
    } catch (Failure failure) {
      if (!failure.code().equals("NODE_UNREACHABLE")) {
        throw failure;
      }
      return withoutApi(call, failure);
    }
    return call.show(answer, fields(call, answer).lines());
  }

  /** Looks at the process, unless the user named a node that need not be on this machine. */
  private static ExitCode withoutApi(Call call, Failure unreachable) throws Failure {
    boolean named = call.option("--api").isPresent() || call.option("--socket").isPresent();
    Optional<NodeProcess> process = named ? Optional.empty() : NodeProcess.find(call);
    if (process.isEmpty()) {
      throw unreachable;
    }
    long pid = process.get().pid();
    if (call.output().isJson()) {
      call.output()
          .json(Json.object().put("running", true).put("api", false).put("pid", pid).build());
    } else {
      call.output().line(call.text("status.apiOff", pid));
    }
    return ExitCode.OK;
  }

  private static Fields fields(Call call, Answer answer) {
    Json.Obj body = answer.body();
    return new Fields()
        .add(call.text("field.did"), answer.text("did"))
        .add(call.text("field.peerId"), answer.text("peerId"))
        .add(call.text("field.network"), network(answer))
        .add(call.text("field.nodeType"), light(answer))
        .add(call.text("field.synced"), yesNo(call, body, "synced"))
        .add(call.text("field.height"), height(body))
        .add(call.text("field.headTime"), time(body, "headTime"))
        .add(call.text("field.epoch"), answer.text("epoch"))
        .add(call.text("field.validator"), yesNo(call, body, "validator"))
        .add(call.text("field.peers"), answer.text("peers"))
        .add(call.text("field.account"), lockState(call, body))
        .add(call.text("field.uptime"), uptime(body))
        .add(call.text("field.version"), answer.text("version"))
        .add(call.text("field.dataDir"), answer.text("dataDir"));
  }

  /** What kind of node it is, where that is worth a line. */
  private static @Nullable String light(Answer answer) {
    String type = answer.text("nodeType");
    return "light".equals(type) ? type : null;
  }

  /** The height, and the one to come to while the node is behind. */
  private static @Nullable String height(Json.Obj body) {
    String height = Answer.text(body, "blockHeight");
    String target = Answer.text(body, "targetHeight");
    return height == null || target == null || target.equals(height)
        ? height
        : height + " / " + target;
  }

  private static @Nullable String network(Answer answer) {
    String network = answer.text("network");
    String chain = answer.text("chain");
    return network == null || chain == null ? network : network + " (" + chain + ")";
  }

  private static @Nullable String yesNo(Call call, Json.Obj body, String name) {
    if (!body.has(name)) {
      return null;
    }
    return call.text(Answer.isTrue(body, name) ? "value.yes" : "value.no");
  }

  private static @Nullable String lockState(Call call, Json.Obj body) {
    if (!body.has("locked")) {
      return null;
    }
    return call.text(Answer.isTrue(body, "locked") ? "value.locked" : "value.unlocked");
  }

  private static @Nullable String time(Json.Obj body, String name) {
    String text = Moments.text(Answer.number(body, name, 0));
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String uptime(Json.Obj body) {
    long seconds = Answer.number(body, "uptime", -1);
    return seconds < 0 ? null : Moments.span(seconds);
  }
}
