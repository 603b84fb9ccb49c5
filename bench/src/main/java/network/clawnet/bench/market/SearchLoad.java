package network.clawnet.bench.market;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.load.Samples;

/** Questions of one kind, one after the other over one connection. */
public final class SearchLoad {
  /** Hits of a question that counts: more of them are for no one. */
  public static final int MAX_HITS = 10_000;

  private static final int SEED = 7;
  private static final int MILLION = 1_000_000;

  /**
   * A word of this rank is in about 10 000 of a million listings, half of which are of its
   * language.
   */
  private static final int FIRST_SINGLE = 175;

  /** The last one is in about half as many. */
  private static final int SINGLES = 200;

  private static final int LEAST_SINGLES = 10;

  private final int listings;
  private final Vocabulary language;
  private final String more;
  private final RandomGenerator random = new SplittableRandom(SEED);

  /**
   * Asks about a catalogue.
   *
   * @param more further parameters, with their {@code &}
   */
  public SearchLoad(int listings, Vocabulary language, String more) {
    this.listings = listings;
    this.language = language;
    this.more = more;
  }

  /**
   * What it took.
   *
   * @param hits median number of a question
   */
  public record Result(Samples micros, int hits) {}

  /** Asks so many questions of so many words that have hits, but not too many. */
  public Result ask(HttpConnection node, int words, int questions) throws IOException {
    Samples micros = new Samples();
    List<Integer> hits = new ArrayList<>();
    for (int i = 0; i < 10 * questions && hits.size() < questions; i++) {
      String path = "/api/markets/search?limit=20&keyword=" + encoded(question(words)) + more;
      long start = System.nanoTime();
      HttpConnection.Reply reply = node.get(path);
      int took = (int) ((System.nanoTime() - start) / 1_000);
      String said = reply.text();
      if (reply.status() != 200) {
        throw new IOException(path + " was answered " + said);
      }
      int total = total(said);
      if (total > 0 && total <= MAX_HITS && said.contains("\"totalIsExact\":true")) {
        micros.add(took);
        hits.add(total);
      }
    }
    if (hits.isEmpty()) {
      throw new IOException("no question of " + words + " words had hits");
    }
    return new Result(micros, hits.stream().sorted().toList().get(hits.size() / 2));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int total(String said) {
    int at = said.lastIndexOf("\"total\":") + 8;
    int end = at;
    while (end < said.length() && Character.isDigit(said.charAt(end))) {
      end++;
    }
    return Integer.parseInt(said.substring(at, end));
  }

  /** One word is taken from the language; several from a listing, so that all occur together. */
  private String question(int count) {
    if (count == 1) {
      int first = (int) ((long) FIRST_SINGLE * listings / MILLION);
      int words = (int) Math.max(LEAST_SINGLES, (long) SINGLES * listings / MILLION);
      return language.word(first + random.nextInt(words));
    }
    int number = random.nextInt(listings / 2) * 2 + (language == Vocabulary.ENGLISH ? 0 : 1);
    String text = Catalogue.description(number);
    List<String> all =
        language == Vocabulary.ENGLISH ? Arrays.asList(text.split(" ", -1)) : pairs(text);
    Set<String> some = new LinkedHashSet<>();
    while (some.size() < Math.min(count, Set.copyOf(all).size())) {
      some.add(all.get(random.nextInt(all.size())));
    }
    return String.join(" ", some);
  }

  private static List<String> pairs(String text) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i + 1 < text.length(); i += 2) {
      out.add(text.substring(i, i + 2));
    }
    return out;
  }
}
