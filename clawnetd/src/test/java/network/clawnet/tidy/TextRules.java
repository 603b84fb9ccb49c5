package network.clawnet.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What holds for every text file, whatever its language. */
final class TextRules {
  // Split, so that this file does not break its own rules.
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
  private static final Pattern MACHINE =
      Pattern.compile(
          "/Use"
              + "rs/[A-Za-z]|/home/(?!ada\\b|clawnet\\b)[a-z]|/ro"
              + "ot/(?!\\.clawnet)|/wo"
              + "rk/(main|sha"
              + "red)|/tm"
              + "p/(wt|ex)/");
  private static final Pattern REGISTRY =
      Pattern.compile(
          "repo1?\\.maven\\.|registry\\.(npmjs|yarnpkg)|pypi\\.org|jit"
              + "pack\\.io|cloud"
              + "smith");

  private TextRules() {}

  static List<String> problems(SourceFile file) {
    List<String> problems = new ArrayList<>();
    if (!file.text().isEmpty() && !file.text().endsWith("\n")) {
      problems.add(file.path() + ": no newline at the end");
    }
    int number = 0;
    for (String line : file.lines()) {
      number++;
      String problem = problem(line);
      if (!problem.isEmpty()) {
        problems.add(file.path() + ":" + number + ": " + problem);
      }
    }
    return problems;
  }

  private static String problem(String line) {
    if (!line.equals(line.stripTrailing())) {
      return "space at the end of the line";
    }
    if (line.indexOf('\r') >= 0 || line.indexOf('\t') >= 0) {
      return "tab or carriage return";
    }
    if (UNFINISHED.matcher(line).find()) {
      return "unfinished work: " + line.strip();
    }
    if (MACHINE.matcher(line).find()) {
      return "path of one machine: " + line.strip();
    }
    return REGISTRY.matcher(line).find() ? "host of a registry: " + line.strip() : "";
  }
}
