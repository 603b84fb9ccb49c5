package network.clawnet.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every row of the list of named tests names a test that exists and carries the row's name in its
 * display name, and the list has every name that it must have.
 */
final class NamedTestRules {
  /** {@code | T-S1 | what it shows | `VoteBookTest.method`, `OtherTest` |} */
  private static final Pattern ROW =
      Pattern.compile("^\\| (T-[A-Z]\\d+|[AM]\\d+) \\| [^|]+ \\| ([^|]+) \\|$");

  private static final Pattern TEST = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

  private NamedTestRules() {}

  /**
   * Returns what is wrong with the list.
   *
   * @param required names that must have a row with a test
   */
  static List<String> problems(SourceFile list, List<SourceFile> tests, List<String> required) {
    Map<String, SourceFile> byClass = new HashMap<>();
    for (SourceFile test : tests) {
      byClass.put(test.path().replaceAll(".*/|\\.java$", ""), test);
    }
    List<String> out = new ArrayList<>();
    Map<String, String> rows = new LinkedHashMap<>();
    list.text()
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    TreeSet<String> missing = new TreeSet<>(required);
    missing.removeAll(rows.keySet());
    missing.forEach(name -> out.add(list.path() + ": no row for " + name));
    rows.forEach((name, cell) -> out.addAll(problems(name, cell, byClass)));
    return out;
  }

  private static List<String> problems(String name, String cell, Map<String, SourceFile> byClass) {
    List<String> out = new ArrayList<>();
    Matcher test = TEST.matcher(cell);
    int found = 0;
    while (test.find()) {
      found++;
      SourceFile file = byClass.get(test.group(1));
      if (file == null || !carries(file.text(), test.group(1), test.group(2), name)) {
        out.add(name + ": no test " + test.group() + " with that name");
      }
    }
    if (found == 0) {
      out.add(name + ": no test");
    }
    return out;
  }

  /** The annotations of a test stand above it, after the end of what comes before. */
  private static boolean carries(String text, String type, String method, String name) {
    Pattern head =
        method == null
            ? Pattern.compile("\\bclass " + type + "\\b")
            : Pattern.compile("void " + method + "\\(");
    Matcher at = head.matcher(text);
    if (!at.find()) {
      return false;
    }
    String before = text.substring(0, at.start());
    int begin = Math.max(before.lastIndexOf("\n\n"), 0);
    String annotations = before.substring(begin).replaceAll("\"\\s*\\+\\s*\"", "");
    return Pattern.compile("@DisplayName\\(\\s*\"[^\"]*(?<![\\w-])" + name + "\\b")
        .matcher(annotations)
        .find();
  }
}
