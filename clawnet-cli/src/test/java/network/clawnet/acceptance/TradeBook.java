package network.clawnet.acceptance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who paid what to whom, told as it happens, and what each must have at the end. It counts by the
 * rules of docs/protocol/market.md, section 2.2, and asks no node.
 */
final class TradeBook {
  private static final long FEE_CAP = 100_000;
  private static final long BASIS = 10_000;
  private static final long ARBITRATION_RATE = 200;

  private final Map<Trader, Account> accounts = new LinkedHashMap<>();
  private long fees;

  /** What kind of deal, which is what the market fee depends on. Rates are in 1/10 000. */
  enum Kind {
    INFO(200),
    WORK(500),
    LEASE(300);

    private final long rate;

    Kind(long rate) {
      this.rate = rate;
    }

    private long fee(long toSeller) {
      return share(toSeller, rate);
    }
  }

  /** What one must have. */
  static final class Account {
    private long available;
    private long locked;
    private long deals;

    long available() {
      return available;
    }

    long locked() {
      return locked;
    }

    /** Returns how many deals have left a rating. */
    long deals() {
      return deals;
    }
  }

  private static long share(long amount, long rate) {
    return Math.min(amount, Math.max(1, Math.min(FEE_CAP, amount * rate / BASIS)));
  }

  /** Begins an account with Tokens from outside. */
  void gives(Trader to, long amount) {
    of(to).available += amount;
    say("%s begins with %d", to, amount);
  }

  /** Puts Tokens aside that stay the account's own. */
  void locks(Trader who, long amount, String what) {
    of(who).available -= amount;
    of(who).locked += amount;
    say("%s locks %d for %s", who, amount, what);
  }

  /** Ends a deal in which the seller got something. */
  void pays(Trader buyer, Trader seller, long amount, Kind kind, String what) {
    pays(buyer, seller, amount, kind.fee(amount), what);
    of(buyer).deals++;
    of(seller).deals++;
  }

  /** Pays a part of a deal that goes on. */
  void paysPart(Trader buyer, Trader seller, long amount, Kind kind, String what) {
    pays(buyer, seller, amount, kind.fee(amount), what);
  }

  /** Pays an arbiter who has ruled about an amount; returns the fee. */
  long paysArbiter(Trader buyer, Trader arbiter, long about) {
    long fee = share(about, ARBITRATION_RATE);
    of(buyer).available -= fee;
    of(arbiter).available += fee;
    say("%s pays %s %d for a ruling about %d", buyer, arbiter, fee, about);
    return fee;
  }

  /** Tells of a deal that ended without money; the seller's rating says so if it was its fault. */
  void refunded(Trader buyer, Trader seller, long amount, String what) {
    of(seller).deals++;
    say("%s gets %d back from %s for %s", buyer, amount, seller, what);
  }

  private void pays(Trader buyer, Trader seller, long amount, long fee, String what) {
    of(buyer).available -= amount;
    of(seller).available += amount - fee;
    fees += fee;
    say(
        "%s pays %s %d for %s: %d and a market fee of %d",
        buyer, seller, amount, what, amount - fee, fee);
  }

  /** Tells the reader of the demonstration something. */
  static void say(String format, Object... values) {
    System.out.println("trade: " + String.format(Locale.ROOT, format, values));
  }

  private Account of(Trader trader) {
    return accounts.computeIfAbsent(trader, it -> new Account());
  }

  Map<Trader, Account> accounts() {
    return accounts;
  }

  /** Returns all market fees, which the treasury has got. */
  long fees() {
    return fees;
  }
}
