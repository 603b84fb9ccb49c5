package network.clawnet.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a package may be and how it introduces itself. */
final class PackageRules {
  static final int MAX_CLASSES = 20;
  static final int LEAST_SENTENCES = 3;

  private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern SENTENCE = Pattern.compile("[.!](\\s|$)");

  private PackageRules() {}

  static List<String> problems(List<SourceFile> files) {
    Map<String, List<SourceFile>> packages = new TreeMap<>();
    for (SourceFile file : files) {
      if (file.path().contains("/src/main/java/") && file.isJava()) {
        packages.computeIfAbsent(file.folder(), folder -> new ArrayList<>()).add(file);
      }
    }
    List<String> problems = new ArrayList<>();
    packages.forEach((folder, members) -> check(folder, members, problems));
    return problems;
  }

  private static void check(String folder, List<SourceFile> members, List<String> problems) {
    List<SourceFile> descriptions =
        members.stream().filter(file -> file.name().equals("package-info.java")).toList();
    int classes = members.size() - descriptions.size();
    if (classes > MAX_CLASSES) {
      problems.add(folder + ": " + classes + " classes, at most " + MAX_CLASSES);
    }
    if (descriptions.isEmpty()) {
      problems.add(folder + ": no package-info.java");
      return;
    }
    String text = descriptions.get(0).text();
    if (!text.contains("@NullMarked")) {
      problems.add(folder + ": not @NullMarked");
    }
    if (sentences(text) < LEAST_SENTENCES) {
      problems.add(
          folder + ": say in three sentences what it owns, must not know, and where its rules are");
    }
  }

  private static int sentences(String text) {
    Matcher comment = COMMENT.matcher(text);
    if (!comment.find()) {
      return 0;
    }
    Matcher ends = SENTENCE.matcher(comment.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip());
    int count = 0;
    while (ends.find()) {
      count++;
    }
    return count;
  }
}
