package network.clawnet.cli.command.node;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.ConfigException;
import network.clawnet.core.config.ConfigNote;
import network.clawnet.core.config.ConfigReader;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeHome;

/** {@code clawnet config check}: says everything that is wrong with the configuration. */
public final class ConfigCheckCommand implements Command {
  @Override
  public String name() {
    return "config check";
  }

  @Override
  public void define(Syntax syntax) {}

  @Override
  public ExitCode run(Call call) throws Failure, IOException {
    NodeHome home = call.home();
    LoadedConfig loaded;
    try {
      loaded = new ConfigReader(call.shell().environment()).read(home, Map.of());
    } catch (ConfigException e) {
      for (ConfigNote problem : e.problems().subList(1, e.problems().size())) {
        call.output().note(call.text("config.problem", problem));
      }
      throw new Failure(
          ExitCode.ENVIRONMENT, "CONFIG_INVALID", e.problems().get(0).toString(), null);
    }
    if (call.output().isJson()) {
      call.output().json(report(loaded));
      return ExitCode.OK;
    }
    for (ConfigNote warning : loaded.warnings()) {
      call.output().note(call.text("config.warning", warning));
    }
    for (String refusal : loaded.config().startRefusals()) {
      call.output().note(call.text("config.refusal", refusal));
    }
    String key = Files.exists(home.config()) ? "config.ok" : "config.defaults";
    call.output().line(call.text(key, home.config()));
    return ExitCode.OK;
  }

  private static Json report(LoadedConfig loaded) {
    List<Json> warnings = new ArrayList<>();
    loaded.warnings().forEach(warning -> warnings.add(Json.of(warning.toString())));
    List<Json> refusals = new ArrayList<>();
    loaded.config().startRefusals().forEach(refusal -> refusals.add(Json.of(refusal)));
    return Json.object()
        .put("ok", true)
        .put("warnings", Json.of(warnings))
        .put("startRefusals", Json.of(refusals))
        .build();
  }
}
