package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/**
 * A validator, a full node and a light node on loopback, with agents on all of them, and what each
 * agent must have at the end.
 */
final class TradeScene implements AutoCloseable {
  private static final Duration AGREES_WITHIN = Duration.ofSeconds(60);
  private static final long SEAT = 1_000;

  final TradeBook book = new TradeBook();
  final Trader ben;
  final Trader wim;
  final Trader arthur;
  final Trader sara;
  final Trader tom;
  final Trader lena;
  private final LocalNetwork network;
  private final Api bank;
  private final Opening opening;

  /**
   * What there was before.
   *
   * @param banker account of the validator, which gives the agents their Tokens
   */
  private record Opening(String banker, long bankerHas, long treasury, long supply) {}

  private TradeScene(LocalNetwork network) {
    this.network = network;
    NodeProcess validator = network.node(0);
    NodeProcess full = network.node(1);
    bank = validator.api();
    Reply supply = bank.get("/api/ledger/supply");
    String banker = bank.get("/api/node/status").text("did");
    opening =
        new Opening(
            banker, available(bank, banker), supply.number("treasury"), supply.number("supply"));
    ben = Trader.join("ben", validator);
    wim = Trader.join("wim", validator);
    arthur = Trader.join("arthur", validator);
    sara = Trader.join("sara", full);
    tom = Trader.join("tom", full);
    lena = Trader.join("lena", network.node(2));
  }

  /** Starts the nodes, gives the agents Tokens, and seats the arbiter. */
  static TradeScene open(Path directory) throws IOException {
    TradeScene scene = new TradeScene(LocalNetwork.withLight(new TestHome(directory), 1, 1, 1));
    scene.give(scene.ben, 5_000);
    scene.give(scene.lena, 500);
    scene.awaitLight();
    scene.give(scene.arthur, SEAT);
    scene.arthur.write("/api/markets/arbiters/stake", Json.object());
    scene.book.locks(scene.arthur, SEAT, "a seat as arbiter");
    return scene;
  }

  /** Waits until the light node knows a certified block; before the first event there is none. */
  private void awaitLight() {
    Waiting.until(
        TestHome.LIMIT,
        () -> lena.node().api().get("/api/node/status").flag("synced"),
        () -> "the light node is not synced\n" + lena.node().output());
  }

  private void give(Trader to, long amount) {
    TwoAccounts.give(bank, to.did(), amount);
    book.gives(to, amount);
  }

  /** Returns the node of Ben, Wim and Arthur. */
  NodeProcess buyers() {
    return network.node(0);
  }

  /** Returns the node of Sara and Tom. */
  NodeProcess sellers() {
    return network.node(1);
  }

  /** Requires that all three nodes show what the rules say, and agree on everybody's reputation. */
  void requireExactly() {
    for (int i = 0; i < network.size(); i++) {
      Api api = network.node(i).api();
      book.accounts().forEach((trader, account) -> require(api, trader, account));
    }
    book.accounts().forEach(this::requireOneReputation);
    long gave =
        book.accounts().values().stream().mapToLong(it -> it.available() + it.locked()).sum()
            + book.fees();
    Reply supply = bank.get("/api/ledger/supply");
    // of the fees, the validator has what the treasury has not: its share at an epoch's end
    long kept =
        supply.number("treasury")
            - opening.treasury()
            + available(bank, opening.banker())
            - (opening.bankerHas() - gave);
    assertThat(kept).as("market fees in the treasury").isEqualTo(book.fees());
    assertThat(supply.number("supply")).as("supply").isEqualTo(opening.supply());
    TradeBook.say("market fees of %d are in the treasury, the supply is as before", book.fees());
  }

  private static void require(Api api, Trader trader, TradeBook.Account account) {
    String path = "/api/wallet/balance?did=" + trader.did();
    Waiting.until(
        AGREES_WITHIN,
        () -> {
          Reply has = api.get(path);
          return has.status() == 200
              && has.number("available") == account.available()
              && has.number("locked") == account.locked();
        },
        () ->
            String.format(
                "%s must have %d and %d locked: %s",
                trader, account.available(), account.locked(), api.get(path)));
  }

  private void requireOneReputation(Trader trader, TradeBook.Account account) {
    String path = "/api/reputation/" + trader.did();
    Reply first = network.node(0).api().get(path).expect(200);
    assertThat(first.number("totalTransactions"))
        .as("deals of " + trader)
        .isEqualTo(account.deals());
    for (int i = 1; i < network.size(); i++) {
      Reply other = network.node(i).api().get(path).expect(200);
      assertThat(shown(other))
          .as("reputation of " + trader + " on node " + i)
          .isEqualTo(shown(first));
    }
    TradeBook.say(
        "%s has %d and a reputation of %d out of %d deals on %d nodes",
        trader,
        account.available(),
        first.number("score"),
        first.number("totalTransactions"),
        network.size());
  }

  /** Returns all that is said, but for the moment and how it is known. */
  private static String shown(Reply reputation) {
    return CanonicalJson.text(reputation.body().without("updatedAt", "proof"));
  }

  static long available(Api api, String did) {
    return api.get("/api/wallet/balance?did=" + did).expect(200).number("available");
  }

  @Override
  public void close() {
    network.close();
  }
}
