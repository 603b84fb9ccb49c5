package network.clawnet.cli.command;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.text.Texts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options and arguments of one command. Each takes its description from the texts, so nothing
 * can be declared without one.
 *
 * <p>All values are read as text; {@link Call} checks them, with messages of our own.
 */
public final class Syntax {
  /** Options that every command takes, each with a value. */
  public static final List<String> GLOBAL_VALUES =
      List.of("--api", "--socket", "--data-dir", "--token-file", "--lang");

  private final CommandSpec spec;
  private final Texts texts;
  private final String key;
  private int arguments;

  /** Describes the command {@code name} in {@code spec}; an empty name is the root. */
  public Syntax(CommandSpec spec, String name, Texts texts) {
    this.spec = spec;
    this.texts = texts;
    this.key = name.isEmpty() ? "help" : "help." + name.replace(' ', '.');
    spec.usageMessage().description(texts.text(name.isEmpty() ? "help.root" : key));
    spec.usageMessage().abbreviateSynopsis(name.isEmpty());
    declareGlobals(!name.isEmpty());
  }

  /** Declares an option with a value; the first name is the one that {@link Call} knows. */
  public Syntax option(String label, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .paramLabel(label)
            .description(description(names[0]))
            .build());
    return this;
  }

  /** Declares an option that may be given several times. */
  public Syntax repeated(String label, String name) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description(name))
            .build());
    return this;
  }

  /** Declares an option without a value. */
  public Syntax flag(String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(boolean.class)
            .arity("0")
            .description(description(names[0]))
            .build());
    return this;
  }

  /** Declares the next argument, which must be given. */
  public Syntax argument(String label) {
    return argument(label, "1");
  }

  /** Declares the next argument, which may be left out. */
  public Syntax optionalArgument(String label) {
    return argument(label, "0..1");
  }

  /** Declares what every write to the ledger takes. */
  public Syntax ledgerWrite() {
    return account()
        .option("<tokens>", "--fee")
        .option("<n>", "--nonce")
        .flag("--no-wait")
        .option("<seconds>", "--timeout")
        .flag("--dry-run")
        .option("<key>", "--idempotency-key")
        .passphrase();
  }

  /** Declares {@code --did}. */
  public Syntax account() {
    return option("<did>", "--did");
  }

  /** Declares {@code --passphrase-file}. */
  public Syntax passphrase() {
    return option("<file>", "--passphrase-file");
  }

  /** Declares {@code --limit} and {@code --offset}. */
  public Syntax pages() {
    return option("<n>", "--limit").option("<n>", "--offset");
  }

  private Syntax argument(String label, String arity) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(String.valueOf(arguments++))
            .arity(arity)
            .required(arity.equals("1"))
            .type(String.class)
            .paramLabel(label)
            .description(description(label))
            .build());
    return this;
  }

  private void declareGlobals(boolean hidden) {
    for (String name : GLOBAL_VALUES) {
      spec.addOption(
          OptionSpec.builder(name)
              .type(String.class)
              .paramLabel(texts.text("label." + name))
              .description(texts.text("help." + name))
              .hidden(hidden)
              .build());
    }
    spec.addOption(
        OptionSpec.builder("--json")
            .type(boolean.class)
            .arity("0")
            .description(texts.text("help.--json"))
            .hidden(hidden)
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .arity("0")
            .usageHelp(true)
            .description(texts.text("help.--help"))
            .hidden(hidden)
            .build());
  }

  private String description(String name) {
    Optional<String> own = texts.find(key + "." + name);
    return own.isPresent() ? own.get() : texts.text("help." + name);
  }
}
