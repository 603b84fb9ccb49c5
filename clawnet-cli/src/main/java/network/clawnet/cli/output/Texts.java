package network.clawnet.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of the command line in the user's language. English is complete; another language
 * falls back to it, text by text.
 */
public final class Texts {
  private static final String CHINESE = "zh";

  private final Properties texts;
  private final String language;

  private Texts(Properties texts, String language) {
    this.texts = texts;
    this.language = language;
  }

  /**
   * Loads the texts.
   *
   * @param chosen the value of {@code --lang}, or null to go by LC_ALL, LC_MESSAGES and LANG
   */
  public static Texts load(@Nullable String chosen, Map<String, String> environment) {
    String language = chosen != null ? chosen : localeOf(environment);
    Properties texts = new Properties();
    read(texts, "messages.properties");
    boolean chinese = language.startsWith(CHINESE);
    if (chinese) {
      read(texts, "messages_zh.properties");
    }
    return new Texts(texts, chinese ? CHINESE : "en");
  }

  /** Returns {@code en} or {@code zh}. */
  public String language() {
    return language;
  }

  /**
   * Returns a text with its places {@code {0}}, {@code {1}} … filled.
   *
   * @throws IllegalStateException if there is no such text: a bug
   */
  public String get(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** Returns a text if there is one. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  private static String localeOf(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private static void read(Properties into, String name) {
    try (InputStream in = Texts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      into.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
