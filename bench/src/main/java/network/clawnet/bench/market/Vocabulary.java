package network.clawnet.bench.market;

import java.util.random.RandomGenerator;

/**
 * The words of a language that is made up, of which the nth is about n times as rare as the first,
 * as in those that people speak. Immutable.
 */
public enum Vocabulary {
  /** Written with spaces between the words. */
  ENGLISH {
    @Override
    public String word(int rank) {
      StringBuilder out = new StringBuilder();
      // a consonant at the end keeps the stemmer from making two of them one
      for (int left = rank + 1; left > 0; left /= CONSONANTS.length() * VOWELS.length()) {
        out.append(CONSONANTS.charAt(left % CONSONANTS.length()));
        out.append(VOWELS.charAt(left / CONSONANTS.length() % VOWELS.length()));
      }
      return out.append('k').toString();
    }

    @Override
    String between() {
      return " ";
    }
  },
  /** Two characters a word, and nothing between them. */
  CHINESE {
    @Override
    public String word(int rank) {
      char first = (char) (FIRST_HAN + rank * 7 % HAN);
      char second = (char) (FIRST_HAN + (rank / 3 + rank * 13) % HAN);
      return "" + first + second;
    }

    @Override
    String between() {
      return "";
    }
  };

  /** Words of a language. */
  public static final int WORDS = 20_000;

  private static final String CONSONANTS = "bdfglmnprtvz";
  private static final String VOWELS = "aiou";
  private static final char FIRST_HAN = '\u4e00';
  private static final int HAN = 3_500;
  private static final double LOG_WORDS = Math.log(WORDS);

  /** Returns a word; 0 is the most frequent. */
  public abstract String word(int rank);

  abstract String between();

  /** Returns the rank of a word as it comes in texts. */
  public static int rank(RandomGenerator random) {
    return Math.min(WORDS - 1, (int) Math.exp(random.nextDouble() * LOG_WORDS));
  }

  /** Returns so many words as they come in texts. */
  public String text(int words, RandomGenerator random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words; i++) {
      out.append(i == 0 ? "" : between()).append(word(rank(random)));
    }
    return out.toString();
  }
}
