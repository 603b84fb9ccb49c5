package network.clawnet.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The texts of one component in the user's language.
 *
 * <p>They lie beside a class of the component as {@code messages.properties} (English) and {@code
 * messages_zh.properties} (Chinese), UTF-8, with {@code {0}}, {@code {1}}… where arguments go. Not
 * {@code ResourceBundle} with {@code MessageFormat}, because those two take longer to load than the
 * rest of a short command.
 */
public final class Texts {
  private final Properties texts;
  private final Language language;

  private Texts(Properties texts, Language language) {
    this.texts = texts;
    this.language = language;
  }

  /** The languages that there are texts in. */
  public enum Language {
    ENGLISH,
    CHINESE;

    /**
     * Returns the language that the environment asks for: the first of {@code LC_ALL}, {@code
     * LC_MESSAGES} and {@code LANG} that is set decides; all but {@code zh…} is English.
     */
    public static Language of(Map<String, String> environment) {
      for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        String value = environment.get(name);
        if (value != null && !value.isEmpty()) {
          return value.startsWith("zh") ? CHINESE : ENGLISH;
        }
      }
      return ENGLISH;
    }
  }

  /** Returns the texts that lie beside {@code anchor}, in the language of the environment. */
  public static Texts beside(Class<?> anchor, Map<String, String> environment) {
    return beside(anchor, Language.of(environment));
  }

  /** Returns the texts that lie beside {@code anchor}; English where there is no translation. */
  public static Texts beside(Class<?> anchor, Language language) {
    Properties texts = load(anchor, "messages.properties", new Properties());
    if (language == Language.CHINESE) {
      texts = load(anchor, "messages_zh.properties", texts);
    }
    return new Texts(texts, language);
  }

  private static Properties load(Class<?> anchor, String name, Properties defaults) {
    Properties texts = new Properties(defaults);
    try (InputStream in = anchor.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no " + name + " beside " + anchor.getName());
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Returns the language asked for. */
  public Language language() {
    return language;
  }

  /**
   * Returns the text with its arguments in place.
   *
   * @throws IllegalArgumentException if there is no such text: a mistake of the caller
   */
  public String text(String key, Object... arguments) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text '" + key + "'");
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    int at = 0;
    while (at < text.length()) {
      int index = placeholder(text, at, arguments.length);
      if (index >= 0) {
        out.append(arguments[index]);
        at += 3;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  /** Returns a text without arguments, if there is one. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  /** Returns the index of the argument whose placeholder begins at {@code at}, or -1. */
  private static int placeholder(String text, int at, int count) {
    if (text.charAt(at) != '{' || at + 2 >= text.length() || text.charAt(at + 2) != '}') {
      return -1;
    }
    int index = text.charAt(at + 1) - '0';
    return index >= 0 && index < count ? index : -1;
  }
}
