package network.clawnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One case of a golden file: a command line, what the node answers, what a person types, and what
 * must come out.
 *
 * <p>Lines begin with: {@code $} arguments, {@code env} a variable, {@code file} a line of a file,
 * {@code stdin} a line of standard input, {@code type} what is typed at a prompt, {@code <} an
 * answer of the node (status and body; {@code hangup} closes the connection). Results: {@code >} a
 * request, {@code exit}, {@code out|}, {@code err|}, and {@code made} a line of a file.
 */
final class GoldenCase {
  final String name;
  final List<String> given = new ArrayList<>();
  final List<String> expected = new ArrayList<>();
  final List<String> answers = new ArrayList<>();
  final List<String> typed = new ArrayList<>();
  final Map<String, String> environment = new TreeMap<>();
  final Map<String, StringBuilder> files = new TreeMap<>();
  final StringBuilder input = new StringBuilder();
  String[] arguments = {};

  private GoldenCase(String name) {
    this.name = name;
  }

  static List<GoldenCase> read(List<String> lines) {
    List<GoldenCase> cases = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("=== ")) {
        cases.add(new GoldenCase(line.substring(4)));
      } else if (!line.isEmpty()) {
        cases.get(cases.size() - 1).take(line);
      }
    }
    return cases;
  }

  private void take(String line) {
    int space = line.indexOf(' ');
    String kind = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1);
    switch (kind) {
      case "$" -> arguments = split(rest);
      case "env" ->
          environment.put(
              rest.substring(0, rest.indexOf('=')), rest.substring(rest.indexOf('=') + 1));
      case "file" -> {
        String[] parts = rest.split(" ", 2);
        files.computeIfAbsent(parts[0], k -> new StringBuilder()).append(parts[1]).append('\n');
      }
      case "stdin" -> input.append(rest).append('\n');
      case "type" -> typed.add(rest);
      case "<" -> answers.add(rest);
      default -> {
        expected.add(line);
        return;
      }
    }
    given.add(line);
  }

  /** Splits at spaces; single quotes hold words together. */
  private static String[] split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (char c : (text + " ").toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
        any = true;
      } else if (c == ' ' && !quoted) {
        if (any || word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
      }
    }
    return words.toArray(String[]::new);
  }
}
