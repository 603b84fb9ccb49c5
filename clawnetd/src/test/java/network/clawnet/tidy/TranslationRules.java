package network.clawnet.tidy;

import java.util.ArrayList;
import java.util.List;

/** Keeps a translated document in step with the original, by its headings. */
final class TranslationRules {
  private TranslationRules() {}

  /** Returns where the depth of the headings differs. */
  static List<String> problems(SourceFile original, SourceFile translation) {
    List<String> first = headings(original);
    List<String> second = headings(translation);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      String left = i < first.size() ? first.get(i) : "(nothing)";
      String right = i < second.size() ? second.get(i) : "(nothing)";
      if (depth(left) != depth(right)) {
        problems.add(original.path() + " has '" + left + "', " + translation.path() + ": " + right);
      }
    }
    return problems;
  }

  private static List<String> headings(SourceFile file) {
    List<String> headings = new ArrayList<>();
    boolean code = false;
    for (String line : file.lines()) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (!code && line.startsWith("#")) {
        headings.add(line);
      }
    }
    return headings;
  }

  private static int depth(String heading) {
    return heading.length() - heading.replaceFirst("^#+", "").length();
  }
}
