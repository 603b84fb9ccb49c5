package network.clawnet.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds a node's configuration from its file, overridden by the environment, overridden by launch
 * flags.
 *
 * <p>Reads files, changes nothing. Whatever it does not understand is an error that names the place
 * and what is allowed, because a typing mistake in a limit must not go unnoticed.
 */
public final class ConfigReader {
  private static final String PREFIX = "CLAWNET_";

  /** Variables with the prefix that other parts of ClawNet read. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          NodeHome.VARIABLE,
          "CLAWNET_API_URL",
          "CLAWNET_JAVA_OPTS",
          "CLAWNET_NO_BUILD",
          "CLAWNET_START_STATUS");

  private final Map<String, String> environment;

  /** Takes the process's environment, usually {@code System.getenv()}. */
  public ConfigReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Returns the configuration of the node at {@code home}; without a file, the defaults.
   *
   * @param flags values given on the command line, by key
   * @throws ConfigException if anything in it is wrong
   * @throws IOException if the file or a file it names cannot be read
   */
  public LoadedConfig read(NodeHome home, Map<ConfigKey, String> flags)
      throws ConfigException, IOException {
    Path file = home.config();
    String yaml = Files.exists(file) ? readBounded(file) : "";
    return read(yaml, file.toString(), home, flags);
  }

  /** Does what the other method does with a text in place of the file. */
  LoadedConfig read(String yaml, String fileName, NodeHome home, Map<ConfigKey, String> flags)
      throws ConfigException, IOException {
    List<ConfigNote> problems = new ArrayList<>();
    List<ConfigNote> warnings = new ArrayList<>();
    Map<ConfigKey, Settings.Given> settings = new EnumMap<>(ConfigKey.class);
    settings.putAll(YamlSource.read(yaml, fileName, problems));
    settings.putAll(variables(warnings));
    flags.forEach(
        (key, value) -> settings.put(key, setting(key, value, key.flag().orElse(key.path()))));
    Settings read =
        new Settings(settings, home, NodeHome.userHome(environment), problems, warnings);
    NodeConfig config = new Interpreter(read, home).config();
    return new LoadedConfig(home, config, warnings, read.lines());
  }

  private Map<ConfigKey, Settings.Given> variables(List<ConfigNote> warnings) {
    Map<ConfigKey, Settings.Given> settings = new EnumMap<>(ConfigKey.class);
    Set<String> known = new TreeSet<>(OTHER_VARIABLES);
    for (ConfigKey key : ConfigKey.values()) {
      known.add(key.variable());
      String value = environment.get(key.variable());
      if (value != null && !value.isEmpty()) {
        settings.put(key, setting(key, value, key.variable()));
      }
    }
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        warnings.add(new ConfigNote(name, "no such setting; it is ignored"));
      }
    }
    return settings;
  }

  private static Settings.Given setting(ConfigKey key, String value, String where) {
    if (key.kind() == ConfigKey.Kind.TEXT) {
      return Settings.Given.of(value, where);
    }
    return new Settings.Given(
        Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .map(item -> new Settings.Given.Value(item, where))
            .toList());
  }

  private static String readBounded(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(YamlSource.MAX_CHARS + 1);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
