package network.clawnet.wallet.mnemonic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.crypto.Slip10;
import org.bitcoinj.crypto.MnemonicCode;

/**
 * A wallet's master secret as 24 English words of BIP39. Whoever has the words has every account of
 * the wallet.
 */
public final class Mnemonic implements AutoCloseable {
  /** Number of words. */
  public static final int WORDS = 24;

  /** Size of the entropy in bytes. */
  public static final int ENTROPY_BYTES = 32;

  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final byte[] entropy;

  private Mnemonic(byte[] entropy) {
    this.entropy = entropy;
  }

  /** Makes a new one. */
  public static Mnemonic create(Entropy entropy) {
    return new Mnemonic(entropy.bytes(ENTROPY_BYTES));
  }

  /**
   * Copies the entropy.
   *
   * @param entropy exactly {@link #ENTROPY_BYTES}
   */
  public static Mnemonic of(byte[] entropy) {
    if (entropy.length != ENTROPY_BYTES) {
      throw new IllegalArgumentException("24 words hold 32 bytes, not " + entropy.length);
    }
    return new Mnemonic(entropy.clone());
  }

  /**
   * Reads words as a person types them: any case, any space between them.
   *
   * @throws MnemonicException naming the count, the position of the first unknown word, or the
   *     checksum
   */
  public static Mnemonic parse(String text) throws MnemonicException {
    String trimmed = SPACE.matcher(text).replaceAll(" ").strip();
    List<String> words =
        trimmed.isEmpty() ? List.of() : List.of(trimmed.toLowerCase(Locale.ROOT).split(" ", -1));
    if (words.size() != WORDS) {
      throw new MnemonicException(
          MnemonicException.Code.WORD_COUNT,
          0,
          "a mnemonic has 24 words, these are " + words.size());
    }
    refuseUnknownWord(words);
    try {
      return new Mnemonic(MnemonicCode.INSTANCE.toEntropy(words));
    } catch (org.bitcoinj.crypto.MnemonicException e) {
      throw new MnemonicException(
          MnemonicException.Code.CHECKSUM,
          0,
          "every word is in the list, but the checksum is wrong: look for a swapped or mistaken"
              + " word");
    }
  }

  /** Returns the words, to be shown once to the owner. */
  public List<String> words() {
    return MnemonicCode.INSTANCE.toMnemonic(entropy);
  }

  /** Returns a copy of the entropy, to be stored encrypted; the caller zeroes it. */
  public byte[] entropy() {
    return entropy.clone();
  }

  /**
   * Returns the identity key of an account: m/44'/9527'/account' under the BIP39 seed without
   * passphrase. Takes about 3 ms.
   *
   * @param account 0 or more
   */
  public SigningKey account(int account) {
    byte[] seed = MnemonicCode.toSeed(words(), "");
    try {
      return Slip10.account(seed, account);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** Zeroes the entropy. */
  @Override
  public void close() {
    Arrays.fill(entropy, (byte) 0);
  }

  @Override
  public String toString() {
    return "Mnemonic[24 words]";
  }

  private static void refuseUnknownWord(List<String> words) throws MnemonicException {
    List<String> known = MnemonicCode.INSTANCE.getWordList();
    for (int i = 0; i < words.size(); i++) {
      if (!known.contains(words.get(i))) {
        throw new MnemonicException(
            MnemonicException.Code.UNKNOWN_WORD,
            i + 1,
            "word " + (i + 1) + " is not in the English word list: look for a typing mistake");
      }
    }
  }
}
