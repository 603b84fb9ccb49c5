package network.clawnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.clawnet.cli.command.Syntax;
import network.clawnet.core.text.Texts.Language;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a command line before it is read in full: the language and the command.
 *
 * @param places where the first two words stand that are no options
 * @param help whether help is asked for before any command is named
 * @param version whether the version is asked for before any command is named
 * @param json whether {@code --json} is given anywhere
 * @param lang the value of {@code --lang}, or null
 */
record FirstWords(
    List<String> args,
    List<Integer> places,
    boolean help,
    boolean version,
    boolean json,
    @Nullable String lang) {
  private static final int MAX_WORDS = 2;

  static FirstWords of(String[] args) {
    List<Integer> places = new ArrayList<>();
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
      } else if (Syntax.GLOBAL_VALUES.contains(arg)) {
        i++;
      } else if (places.isEmpty() && isHelp(arg)) {
        help = true;
      } else if (arg.startsWith("-")) {
        version |= places.isEmpty() && arg.equals("--version");
      } else if (places.size() < MAX_WORDS) {
        places.add(i);
      }
    }
    return new FirstWords(List.of(args), List.copyOf(places), help, version, json, lang);
  }

  /** Returns the first or second word, or an empty text. */
  String word(int index) {
    return index < places.size() ? args.get(places.get(index)) : "";
  }

  /** Returns what remains when the words of the command are taken out, help asked for last. */
  String[] without(int words) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      boolean isWord = places.indexOf(i) >= 0 && places.indexOf(i) < words;
      boolean isEarlyHelp = help && isHelp(args.get(i));
      if (!isWord && !isEarlyHelp) {
        rest.add(args.get(i));
      }
    }
    if (help) {
      rest.add("--help");
    }
    return rest.toArray(new String[0]);
  }

  Language language(Map<String, String> environment) {
    if (lang != null) {
      return lang.startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
    }
    return Language.of(environment);
  }

  private static boolean isHelp(String arg) {
    return arg.equals("--help") || arg.equals("-h") || arg.equals("help");
  }
}
