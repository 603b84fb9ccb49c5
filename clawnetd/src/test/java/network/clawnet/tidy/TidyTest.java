package network.clawnet.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks the sources of all modules and fails on what CONTRIBUTING.md forbids. */
final class TidyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static SourceFile java(String path, String text) {
    return new SourceFile("core/src/main/java/x/" + path, text);
  }

  @Test
  void everyFileIsTidy() throws IOException {
    List<SourceFile> files = SourceFile.under(ROOT);

    assertThat(files).hasSizeGreaterThan(50);
    assertThat(files.stream().flatMap(file -> TextRules.problems(file).stream())).isEmpty();
  }

  @Test
  void everyJavaFileKeepsItsSizeNamesAndShape() throws IOException {
    List<SourceFile> files = SourceFile.under(ROOT).stream().filter(SourceFile::isJava).toList();

    assertThat(JavaRules.problems(files)).isEmpty();
  }

  @Test
  void everyPackageIsSmallAndIntroducesItself() throws IOException {
    assertThat(PackageRules.problems(SourceFile.under(ROOT))).isEmpty();
  }

  @Test
  void theChineseReadmeIsInStep() throws IOException {
    List<SourceFile> files = SourceFile.under(ROOT);
    SourceFile english = named(files, "README.md");
    SourceFile chinese = named(files, "README.zh-CN.md");

    assertThat(TranslationRules.problems(english, chinese)).isEmpty();
  }

  /** Every incident, attack, fraud and amendment that the design names. */
  private static List<String> namesOfTests() {
    List<String> names = new ArrayList<>();
    Stream.of("S1", "S2", "S3", "L1", "L2", "B1", "B2", "C1", "C2", "C3", "C4")
        .forEach(it -> names.add("T-" + it));
    Stream.of("I1", "I2", "I3", "I4", "Y1", "Y2", "D1", "M1").forEach(it -> names.add("T-" + it));
    IntStream.rangeClosed(1, 25).forEach(i -> names.add("T-A" + i));
    IntStream.rangeClosed(1, 14).forEach(i -> names.add("T-F" + i));
    IntStream.rangeClosed(1, 23).forEach(i -> names.add("A" + i));
    IntStream.rangeClosed(1, 11).forEach(i -> names.add("M" + i));
    return names;
  }

  @Test
  void everyNamedTestExistsUnderItsName() throws IOException {
    List<SourceFile> files = SourceFile.under(ROOT);
    List<SourceFile> tests = files.stream().filter(it -> it.path().contains("/src/test/")).toList();

    assertThat(NamedTestRules.problems(named(files, "docs/named-tests.md"), tests, namesOfTests()))
        .isEmpty();
  }

  @Test
  void findsANamedTestThatIsGone() {
    SourceFile test =
        new SourceFile(
            "core/src/test/java/x/OneTest.java",
            "class OneTest {\n  @Test\n  void a() {}\n\n  @Test\n"
                + "  @DisplayName(\"M1, T-S1: b\")\n  void b() {}\n}\n");
    String list =
        "| T-S1 | x | `OneTest.b` |\n| M1 | x | `OneTest.b` |\n| T-S2 | x | `OneTest.a` |\n"
            + "| S1 | x | `OneTest.b` |\n| A1 | x | `OneTest.c` |\n| A2 | x | none |\n";

    assertThat(
            NamedTestRules.problems(
                new SourceFile("a.md", list), List.of(test), List.of("T-S1", "M1", "A3")))
        .containsExactly(
            "a.md: no row for A3",
            "T-S2: no test `OneTest.a` with that name",
            "A1: no test `OneTest.c` with that name",
            "A2: no test");
  }

  @Test
  void theClientKnowsNothingOfTheLedger() throws IOException {
    List<SourceFile> client =
        SourceFile.under(ROOT).stream()
            .filter(file -> file.isJava() && file.path().startsWith("clawnet-cli/src/main/"))
            .toList();

    assertThat(client).isNotEmpty();
    assertThat(client.stream().flatMap(file -> ClientRules.problems(file).stream())).isEmpty();
  }

  private static SourceFile named(List<SourceFile> files, String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void findsWhatIsNotTidyInAText() {
    assertThat(TextRules.problems(java("A.java", "class A {} \n"))).hasSize(1);
    assertThat(TextRules.problems(java("A.java", "\tclass A {}\n"))).hasSize(1);
    assertThat(TextRules.problems(java("A.java", "class A {}"))).hasSize(1);
    assertThat(TextRules.problems(java("A.java", "// TO" + "DO later\n"))).hasSize(1);
    assertThat(TextRules.problems(java("A.java", "// /ho" + "me/bob/x\n"))).hasSize(1);
    assertThat(TextRules.problems(java("A.java", "// repo1.ma" + "ven.org\n"))).hasSize(1);
    assertThat(TextRules.problems(java("A.java", "class A {}\n"))).isEmpty();
  }

  @Test
  void findsWhatIsWrongWithAJavaFile() throws IOException {
    String method = "  void m() {\n" + "    n();\n".repeat(59) + "  }\n";
    SourceFile bad =
        java(
            "A.java",
            "package x;\nimport java.util.*;\nclass NodeManager {\n" + method + "}\nclass B {}\n");
    SourceFile fine =
        java(
            "B.java",
            "package x;\nclass Base58 {\n" + method.replaceFirst("    n\\(\\);\n", "") + "}\n");
    SourceFile longFile = java("C.java", "package x;\n" + "//\n".repeat(499) + "class C {}\n");
    SourceFile longTest =
        new SourceFile("core/src/test/java/x/C.java", "//\n".repeat(800) + "class C {}\n");

    assertThat(JavaRules.problems(List.of(bad, fine)))
        .extracting(problem -> problem.replaceFirst("^[^:]*(:\\d+)?: ", ""))
        .containsExactly(
            "2 top-level types, at most 1",
            "wildcard import",
            "'Manager' says nothing in a name",
            "m has 61 lines, at most 60");
    assertThat(JavaRules.problems(List.of(longFile))).singleElement().asString().contains("501");
    assertThat(JavaRules.problems(List.of(longTest))).singleElement().asString().contains("801");
  }

  @Test
  void findsAPackageThatIsLargeOrSilent() {
    List<SourceFile> many =
        java.util.stream.IntStream.rangeClosed(0, PackageRules.MAX_CLASSES)
            .mapToObj(i -> java("C" + i + ".java", "class C" + i + " {}\n"))
            .toList();
    SourceFile mute = java("package-info.java", "/** Owns x. */\npackage x;\n");

    assertThat(PackageRules.problems(many)).hasSize(2);
    assertThat(PackageRules.problems(List.of(mute))).hasSize(2);
  }

  @Test
  void findsAClientThatReachesIntoTheLedger() {
    String text =
        "import java.net.http.HttpClient;\nimport java.net.URI;\n"
            + "import network.clawnet.cli.output.Table;\n"
            + "import network.clawnet.core.codec.Json;\n"
            + "import static network.clawnet.core.ledger.Ledger.open;\n";

    assertThat(ClientRules.problems(java("A.java", text))).hasSize(2);
  }

  @Test
  void findsAHeadingThatATranslationLacks() {
    SourceFile english = new SourceFile("a.md", "# A\n```\n# code\n```\n## B\n## C\n");

    assertThat(TranslationRules.problems(english, new SourceFile("b.md", "# 一\n## 二\n")))
        .hasSize(1);
    assertThat(TranslationRules.problems(english, new SourceFile("b.md", "# 一\n## 二\n## 三\n")))
        .isEmpty();
  }
}
