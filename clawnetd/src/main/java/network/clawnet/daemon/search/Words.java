package network.clawnet.daemon.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Splits texts into words: those of alphabets in lower case and without English endings; Chinese,
 * Japanese and Korean texts, which do not say where a word ends, into every pair of neighbours. Any
 * thread.
 */
final class Words extends Analyzer {
  private static final int CJK =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  private final boolean singles;

  private Words(boolean singles) {
    this.singles = singles;
  }

  /** For texts: single characters can be found as well. */
  static Words ofTexts() {
    return new Words(true);
  }

  /** For questions: a character alone only where it has no neighbour. */
  static Words ofQuestions() {
    return new Words(false);
  }

  /** Returns the words of a text, each once, at most {@code most} and one. */
  Set<String> in(String text, int most) {
    Set<String> out = new LinkedHashSet<>();
    try (TokenStream stream = tokenStream(Fields.TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (out.size() <= most && stream.incrementToken()) {
        out.add(term.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory has no faults
    }
    return out;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream stream = new LowerCaseFilter(new CJKWidthFilter(words));
    stream = new CJKBigramFilter(new EnglishPossessiveFilter(stream), CJK, singles);
    return new TokenStreamComponents(words, new PorterStemFilter(stream));
  }
}
