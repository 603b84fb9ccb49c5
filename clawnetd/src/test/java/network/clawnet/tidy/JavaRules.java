package network.clawnet.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sizes, names and shape of Java files; the limits are those of CONTRIBUTING.md. */
final class JavaRules {
  static final int MAX_FILE_LINES = 500;
  static final int MAX_TEST_LINES = 800;
  static final int MAX_METHOD_LINES = 60;

  private static final Set<String> BANNED =
      Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Data", "Info", "Abstract");
  private static final Pattern WORD = Pattern.compile("[A-Z][a-z0-9]*");

  private JavaRules() {}

  /** Returns what is wrong with the files, parsed by the compiler that runs this test. */
  static List<String> problems(List<SourceFile> files) throws IOException {
    List<String> problems = new ArrayList<>();
    List<JavaFileObject> sources = new ArrayList<>();
    for (SourceFile file : files) {
      int limit = file.isTest() ? MAX_TEST_LINES : MAX_FILE_LINES;
      if (file.lines().size() > limit) {
        problems.add(file.path() + ": " + file.lines().size() + " lines, at most " + limit);
      }
      sources.add(new InMemory(file));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      String path = unit.getSourceFile().toUri().getPath().substring(1);
      new Scan(path, unit, positions, problems).run();
    }
    return problems;
  }

  /** A file that the compiler reads from memory. */
  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(SourceFile file) {
      super(URI.create("string:///" + file.path()), Kind.SOURCE);
      this.text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Walks one file. */
  private static final class Scan extends TreeScanner<Void, Void> {
    private final String path;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> problems;

    Scan(String path, CompilationUnitTree unit, SourcePositions positions, List<String> problems) {
      this.path = path;
      this.unit = unit;
      this.positions = positions;
      this.problems = problems;
    }

    void run() {
      if (unit.getTypeDecls().size() > 1) {
        problems.add(path + ": " + unit.getTypeDecls().size() + " top-level types, at most 1");
      }
      scan(unit, null);
    }

    @Override
    public Void visitImport(ImportTree tree, Void none) {
      if (tree.getQualifiedIdentifier().toString().endsWith(".*")) {
        problems.add(at(tree) + ": wildcard import");
      }
      return super.visitImport(tree, null);
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
      Matcher words = WORD.matcher(tree.getSimpleName());
      while (words.find()) {
        if (BANNED.contains(words.group())) {
          problems.add(at(tree) + ": '" + words.group() + "' says nothing in a name");
        }
      }
      return super.visitClass(tree, null);
    }

    @Override
    public Void visitMethod(MethodTree tree, Void none) {
      long lines = line(positions.getEndPosition(unit, tree)) - line(start(tree)) + 1;
      if (tree.getBody() != null && lines > MAX_METHOD_LINES) {
        problems.add(at(tree) + ": " + tree.getName() + " has " + lines + " lines, at most 60");
      }
      return super.visitMethod(tree, null);
    }

    private long start(Tree tree) {
      return positions.getStartPosition(unit, tree);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }

    private String at(Tree tree) {
      return path + ":" + line(start(tree));
    }
  }
}
