package network.clawnet.core.config;

import java.util.List;

/**
 * A configuration with what there is to say about it.
 *
 * @param home the node that it belongs to
 * @param warnings what the operator should know but need not act on before a start
 * @param lines every key with its effective value and where that came from, secrets left out; for
 *     {@code clawnet config show}
 */
public record LoadedConfig(
    NodeHome home, NodeConfig config, List<ConfigNote> warnings, List<String> lines) {
  public LoadedConfig {
    warnings = List.copyOf(warnings);
    lines = List.copyOf(lines);
  }
}
