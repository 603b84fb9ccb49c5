package network.clawnet.core.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a YAML file into settings that remember their line; constructs no object from it. */
final class YamlSource {
  /** The longest file that is read, in characters. */
  static final int MAX_CHARS = 256 * 1024;

  private static final int MAX_ALIASES = 8;
  private static final int MAX_DEPTH = 16;

  private final String fileName;
  private final List<ConfigNote> problems;
  private final Map<ConfigKey, Settings.Given> settings = new EnumMap<>(ConfigKey.class);

  private YamlSource(String fileName, List<ConfigNote> problems) {
    this.fileName = fileName;
    this.problems = problems;
  }

  /** Returns what the text sets; whatever is wrong with it is added to {@code problems}. */
  static Map<ConfigKey, Settings.Given> read(
      String text, String fileName, List<ConfigNote> problems) {
    YamlSource source = new YamlSource(fileName, problems);
    source.read(text);
    return source.settings;
  }

  private void read(String text) {
    if (text.length() > MAX_CHARS) {
      problems.add(new ConfigNote(fileName, "is longer than " + MAX_CHARS + " characters"));
      return;
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        section("", mapping);
      } else if (root != null && !isNull(root)) {
        problem(root, "expected 'key: value' lines");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(new ConfigNote(at(line), "is not YAML: " + e.getProblem()));
    } catch (YAMLException e) {
      problems.add(new ConfigNote(fileName, "is not YAML: " + e.getMessage()));
    }
  }

  private void section(String section, MappingNode mapping) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      Node name = entry.getKeyNode();
      if (!(name instanceof ScalarNode scalar)) {
        problem(name, "expected a key");
        continue;
      }
      String path = section.isEmpty() ? scalar.getValue() : section + "." + scalar.getValue();
      if (!seen.add(path)) {
        problem(name, "'" + path + "' is given twice");
      } else {
        entry(section, path, name, entry.getValueNode());
      }
    }
  }

  private void entry(String section, String path, Node name, Node value) {
    Optional<ConfigKey> key = ConfigKey.atPath(path);
    if (key.isPresent()) {
      values(key.get(), value)
          .ifPresent(values -> settings.put(key.get(), new Settings.Given(values)));
    } else if (!ConfigKey.isSection(path)) {
      String place = section.isEmpty() ? "the top level" : "'" + section + "'";
      String allowed = String.join(", ", ConfigKey.namesIn(section));
      problem(name, "unknown key '" + path + "'; " + place + " has: " + allowed);
    } else if (value instanceof MappingNode mapping) {
      section(path, mapping);
    } else if (!isNull(value)) {
      String allowed = String.join(", ", ConfigKey.namesIn(path));
      problem(value, "'" + path + "' is a section, not a value; it has: " + allowed);
    }
  }

  /** Returns the values of a key; nothing if it is null, which means "not set". */
  private Optional<List<Settings.Given.Value>> values(ConfigKey key, Node node) {
    if (isNull(node)) {
      return Optional.empty();
    }
    List<Settings.Given.Value> values = new ArrayList<>();
    if (key.kind() == ConfigKey.Kind.LIST && node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        scalar(key, item, "one address per item").ifPresent(values::add);
      }
      return Optional.of(values);
    }
    if (key.kind() == ConfigKey.Kind.LIST) {
      problem(node, "'" + key.path() + "' expects " + key.allowed());
      return Optional.empty();
    }
    return scalar(key, node, key.allowed()).map(List::of);
  }

  private Optional<Settings.Given.Value> scalar(ConfigKey key, Node node, String expected) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(new Settings.Given.Value(scalar.getValue(), where(node)));
    }
    problem(node, "'" + key.path() + "' expects " + expected);
    return Optional.empty();
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private void problem(Node node, String text) {
    problems.add(new ConfigNote(where(node), text));
  }

  private String where(Node node) {
    return at(node.getStartMark().getLine() + 1);
  }

  private String at(int line) {
    return fileName + " line " + line;
  }
}
