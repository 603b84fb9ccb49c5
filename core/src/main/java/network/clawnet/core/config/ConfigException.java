package network.clawnet.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration with which no node may start; names every problem with its place. */
public final class ConfigException extends Exception {
  private final transient List<ConfigNote> problems;

  /** Takes at least one problem. */
  public ConfigException(List<ConfigNote> problems) {
    super(problems.stream().map(ConfigNote::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns what is wrong, in the order of the sources. */
  public List<ConfigNote> problems() {
    return problems;
  }
}
