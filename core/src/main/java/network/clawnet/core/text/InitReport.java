package network.clawnet.core.text;

import java.util.List;

/**
 * What {@code clawnet init} prints when the identity is made.
 *
 * @param did the new DID
 * @param config where the configuration was saved, as the user would write the path
 * @param keys where the encrypted key was saved, likewise
 * @param words the mnemonic: shown once, here, and written nowhere else
 */
public record InitReport(String did, String config, String keys, List<String> words) {
  public InitReport {
    words = List.copyOf(words);
  }

  /** Returns the lines, in the language of the texts. */
  public List<String> lines(Texts.Language language) {
    Texts texts = Texts.beside(InitReport.class, language);
    return List.of(
        Rule.LINE,
        texts.text("init.title"),
        Rule.LINE,
        texts.text("init.keypair"),
        texts.text("init.did", did),
        texts.text("init.config", config),
        texts.text("init.keys", keys),
        "",
        texts.text("init.backup", words.size()),
        "   " + String.join(" ", words),
        Rule.LINE);
  }

  /** Keeps the words out of logs. */
  @Override
  public String toString() {
    return "InitReport[" + did + "]";
  }
}
