package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import network.clawnet.cli.command.Command;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Output;
import network.clawnet.core.text.Texts;
import network.clawnet.core.text.Texts.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class CatalogTest {
  private static final Path DOCUMENT = Path.of("../docs/cli.md");
  private static final String BEGIN = "<!-- commands: begin -->";
  private static final String END = "<!-- commands: end -->";

  private static Texts texts(Language language) {
    return Texts.beside(Output.class, language);
  }

  @Test
  void theOverviewNamesEveryCommandOnce() {
    List<String> listed = new ArrayList<>();
    Catalog.sections().forEach(section -> listed.addAll(section.commands()));

    assertThat(listed).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(listed)).isEqualTo(new TreeSet<>(Catalog.all().keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandAndOptionHasADescription(Language language) {
    CommandLine root = CommandTree.of(Catalog.all().values(), texts(language));

    check(root.getCommandSpec());
  }

  private static void check(CommandSpec spec) {
    assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
    for (ArgSpec argument : spec.args()) {
      assertThat(argument.description()).as(spec.qualifiedName() + " " + argument).isNotEmpty();
      assertThat(argument.description()[0]).as(spec.qualifiedName() + " " + argument).isNotBlank();
    }
    spec.subcommands().values().forEach(sub -> check(sub.getCommandSpec()));
  }

  @Test
  void noOptionTakesAPassphraseAsItsValue() {
    for (Command command : Catalog.all().values()) {
      for (OptionSpec option : spec(command).options()) {
        String name = option.longestName();
        assertThat(name.contains("passphrase") && !name.endsWith("-file"))
            .as(command.name() + " " + name)
            .isFalse();
      }
    }
  }

  @Test
  void theCompletionScriptKnowsEveryWordAndServesBothShells(@TempDir Path home) {
    TestShell shell = new TestShell(home);

    assertThat(shell.run("completion", "bash")).isEqualTo(ExitCode.OK);

    for (String name : Catalog.all().keySet()) {
      assertThat(shell.out()).contains("_clawnet_" + name.replace(" ", "_"));
    }
    assertThat(shell.out()).contains("bashcompinit").contains("--idempotency-key");
  }

  private static CommandSpec spec(Command command) {
    return CommandTree.single(command, texts(Language.ENGLISH)).getCommandSpec();
  }

  /** {@code -Dclawnet.golden=write} writes the table into the document. */
  @Test
  void theDocumentHasTheTableOfCommands() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    String expected = "\n" + table() + "\n";
    if ("write".equals(System.getProperty("clawnet.golden"))) {
      Files.writeString(
          DOCUMENT, document.substring(0, begin) + expected + document.substring(end));
      return;
    }

    assertThat(document.substring(begin, end)).isEqualTo(expected);
  }

  private static String table() {
    Texts texts = texts(Language.ENGLISH);
    Map<String, Command> commands = Catalog.all();
    List<String> lines = new ArrayList<>();
    for (Catalog.Section section : Catalog.sections()) {
      lines.add("");
      lines.add("### " + texts.text("section." + section.key()));
      lines.add("");
      lines.add("| command | options | what it does |");
      lines.add("|---|---|---|");
      for (String name : section.commands()) {
        lines.add(row(spec(Objects.requireNonNull(commands.get(name))), name));
      }
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private static String row(CommandSpec spec, String name) {
    List<String> words = new ArrayList<>(List.of("clawnet " + name));
    spec.positionalParameters()
        .forEach(
            argument ->
                words.add(
                    argument.required()
                        ? argument.paramLabel()
                        : "[" + argument.paramLabel() + "]"));
    List<String> options = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        options.add("`" + String.join(", ", option.names()) + value + "`");
      }
    }
    return "| `"
        + String.join(" ", words)
        + "` | "
        + String.join(" ", options)
        + " | "
        + spec.usageMessage().description()[0]
        + " |";
  }
}
