package network.clawnet.cli.command.node;

import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.LoadedConfig;

/** {@code clawnet config show}: every key with its value and where that came from, no secrets. */
public final class ConfigShowCommand implements Command {
  @Override
  public String name() {
    return "config show";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure {
    LoadedConfig loaded = call.configuration();
    if (call.output().isJson()) {
      call.output().json(settings(loaded));
    } else {
      call.output().lines(loaded.lines());
    }
    return ExitCode.OK;
  }

  /** Takes the lines {@code key: value # source} apart. */
  private static Json settings(LoadedConfig loaded) {
    Json.Builder settings = Json.object();
    for (String line : loaded.lines()) {
      int colon = line.indexOf(": ");
      int hash = line.lastIndexOf("  # ");
      Json.Builder setting = Json.object().put("value", line.substring(colon + 2, hash));
      settings.put(
          line.substring(0, colon), setting.put("source", line.substring(hash + 4)).build());
    }
    return settings.build();
  }
}
