package network.clawnet.cli;

import java.util.Map;
import network.clawnet.cli.command.Syntax;
import network.clawnet.core.text.Texts.Language;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a command line before it is read in full: the language and the command.
 *
 * @param first the first word that is no option, or empty
 * @param help whether help is asked for before any command is named
 * @param version whether the version is asked for before any command is named
 * @param json whether {@code --json} is given anywhere
 * @param lang the value of {@code --lang}, or null
 */
record FirstWords(
    String first, boolean help, boolean version, boolean json, @Nullable String lang) {

  static FirstWords of(String[] args) {
    String first = "";
    boolean help = false;
    boolean version = false;
    boolean json = false;
    String lang = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      json |= arg.equals("--json");
      if (arg.startsWith("--lang=")) {
        lang = arg.substring("--lang=".length());
      } else if (arg.equals("--lang") && i + 1 < args.length) {
        lang = args[++i];
      } else if (first.isEmpty() && Syntax.GLOBAL_VALUES.contains(arg)) {
        i++;
      } else if (first.isEmpty()) {
        help |= arg.equals("--help") || arg.equals("-h") || arg.equals("help");
        version |= arg.equals("--version");
        first = arg.startsWith("-") || arg.equals("help") ? "" : arg;
      }
    }
    return new FirstWords(first, help, version, json, lang);
  }

  Language language(Map<String, String> environment) {
    if (lang != null) {
      return lang.startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
    }
    return Language.of(environment);
  }
}
