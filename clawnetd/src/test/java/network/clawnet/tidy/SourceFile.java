package network.clawnet.tidy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A text file of the repository.
 *
 * @param path from the root, with slashes
 */
record SourceFile(String path, String text) {
  private static final Set<String> SKIPPED =
      Set.of("target", ".git", ".idea", ".vscode", "node_modules", "vectors");
  private static final Set<String> TEXT =
      Set.of("java", "md", "xml", "yaml", "yml", "properties", "sh", "json", "txt", "service", "");

  /**
   * Returns every text file below {@code root}, in order, build results and frozen vectors left
   * out.
   */
  static List<SourceFile> under(Path root) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = String.valueOf(directory.getFileName());
            return SKIPPED.contains(name) && !directory.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && isText(String.valueOf(file.getFileName()))) {
              String path = root.relativize(file).toString().replace('\\', '/');
              files.add(new SourceFile(path, Files.readString(file, StandardCharsets.UTF_8)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort((a, b) -> a.path().compareTo(b.path()));
    return files;
  }

  private static boolean isText(String name) {
    int dot = name.lastIndexOf('.');
    boolean known = TEXT.contains(dot <= 0 ? "" : name.substring(dot + 1));
    return known && !name.startsWith(".flattened") && !SKIPPED.contains(name);
  }

  List<String> lines() {
    return text.lines().toList();
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  /** Returns the folder of the file, with a slash at the end. */
  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
