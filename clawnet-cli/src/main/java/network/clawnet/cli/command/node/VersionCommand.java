package network.clawnet.cli.command.node;

import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** {@code clawnet version}: the version of this program, and of the node if one answers. */
public final class VersionCommand implements Command {
  private final String version;

  /** Takes the version of this program. */
  public VersionCommand(String version) {
    this.version = version;
  }

  @Override
  public String name() {
    return "version";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) {
    String node = nodeVersion(call);
    if (call.output().isJson()) {
      call.output().json(Json.object().put("clawnet", version).put("clawnetd", node).build());
      return ExitCode.OK;
    }
    call.output().line("clawnet " + version);
    if (node != null) {
      call.output().line("clawnetd " + node);
    }
    return ExitCode.OK;
  }

  private static @Nullable String nodeVersion(Call call) {
    try {
      Answer answer = call.node().read(Target.of("/api/node/status"));
      return answer.text("version");
    } catch (Failure failure) {
      return null; // no node is no reason to keep the own version back
    }
  }
}
