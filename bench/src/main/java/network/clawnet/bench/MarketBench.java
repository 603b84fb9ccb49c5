package network.clawnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import network.clawnet.bench.cluster.MarketTrade;
import network.clawnet.bench.cluster.Sheet;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.market.Catalogue;
import network.clawnet.bench.market.SearchLoad;
import network.clawnet.bench.market.Vocabulary;

/** {@code bench market}: search over a large catalogue, and trade between validators. */
final class MarketBench {
  /** Decided in issue 5, on two cores. */
  private static final double MOST_SEARCH_MILLIS = 30;

  private static final List<Integer> WORDS = List.of(1, 2, 5);
  private static final int WARM_UP = 300;
  private static final long MADE_SECONDS = 1_800;
  private static final long LOOK_MILLIS = 20;
  private static final double MICROS = 1e3;
  private static final double NANOS = 1e9;
  private static final double MIB = 1 << 20;

  private final MarketOptions options;
  private final Sheet sheet = new Sheet(System.out);
  private final Path directory;

  private MarketBench(MarketOptions options) throws IOException {
    this.options = options;
    this.directory =
        Files.createTempDirectory(
            Path.of(System.getProperty("clawnet.bench.dir", "/var/tmp")), "m");
  }

  /** Returns whether all goals were reached. */
  static boolean run(String[] args) throws Exception {
    MarketBench bench = new MarketBench(MarketOptions.parse(args));
    try {
      if (bench.options.listings() > 0) {
        bench.search();
      }
      for (int validators : bench.options.validators()) {
        Path place = Files.createDirectory(bench.directory.resolve("trade" + validators));
        MarketTrade.measure(place, validators, bench.options.seconds(), bench.sheet);
        delete(place);
      }
    } finally {
      delete(bench.directory);
    }
    return !bench.sheet.missed();
  }

  private void search() throws Exception {
    Path home = directory.resolve("node");
    sheet.title(String.format(Locale.ROOT, "One node with %,d listings", options.listings()));
    fill(home);
    try (NodeProcess node = NodeProcess.start(home, "accp")) {
      sheet.row("index made from the ledger, s", "%.1f", firstAnswer(node) / NANOS);
      questions(node);
      sheet.row("peak resident memory of the node, MiB", "%,d", node.peakMib());
    }
    sheet.row("index on disk, MiB", "%,.0f", bytes(home.resolve("data/search")) / MIB);
    sheet.row("ledger on disk, MiB", "%,.0f", bytes(home.resolve("data/ledger")) / MIB);
    try (NodeProcess node = NodeProcess.start(home, "accp")) {
      sheet.row("restart to the node's first answer, ms", "%,d", node.millisToAnswer());
      sheet.row("first search after a restart, ms", "%,.0f", firstAnswer(node) / NANOS * 1e3);
    }
    delete(home);
  }

  private void fill(Path home) throws Exception {
    NodeProcess.start(home, "accp").close();
    long started = System.nanoTime();
    try (Child accounts = Child.start("1g", "load", home, Catalogue.SELLERS)) {
      accounts.finish();
    }
    try (Child listings = Child.start("1g", "market-load", home, options.listings())) {
      listings.finish();
    }
    sheet.row("ledger made, s", "%.1f", (System.nanoTime() - started) / NANOS);
  }

  /** Returns how long it takes until the search answers, nanoseconds. */
  private static long firstAnswer(NodeProcess node) throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (HttpConnection door = HttpConnection.tcp(node.port())) {
      while (door.get("/api/markets/search?limit=1").status() != 200) {
        if (System.nanoTime() - started > MADE_SECONDS * NANOS) {
          throw new IOException("the index was not made in time");
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
    return System.nanoTime() - started;
  }

  private void questions(NodeProcess node) throws IOException {
    try (HttpConnection door = HttpConnection.tcp(node.port())) {
      for (Vocabulary language : Vocabulary.values()) {
        String name =
            language.name().charAt(0) + language.name().substring(1).toLowerCase(Locale.ROOT);
        for (int words : WORDS) {
          row(door, language, words, name + ", " + words + (words == 1 ? " word" : " words"), "");
        }
        row(door, language, 1, name + ", by price", "&sort=price_asc");
        row(door, language, 1, name + ", by reputation", "&sort=reputation");
        row(
            door,
            language,
            1,
            name + ", of a market and price",
            "&market=info&minPrice=2000&maxPrice=8000");
        row(door, language, 1, name + ", of a category", "&category=" + Catalogue.category(1));
        row(door, language, 1, name + ", with facets", "&includeFacets=true");
      }
    }
  }

  private void row(
      HttpConnection door, Vocabulary language, int words, String name, String parameters)
      throws IOException {
    SearchLoad load = new SearchLoad(options.listings(), language, parameters);
    SearchLoad.Result unused = load.ask(door, words, WARM_UP);
    SearchLoad.Result result = load.ask(door, words, options.queries());
    sheet.row(
        "search, " + name + ": p50, ms / hits",
        "%.1f / %,d",
        result.micros().percentile(50) / MICROS,
        result.hits());
    sheet.most("  p99, ms", "%.1f", result.micros().percentile(99) / MICROS, MOST_SEARCH_MILLIS);
  }

  private static long bytes(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).mapToLong(it -> it.toFile().length()).sum();
    }
  }

  private static void delete(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
