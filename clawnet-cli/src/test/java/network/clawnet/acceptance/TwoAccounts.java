package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.codec.Json;

/** The node's own account and a second one, and what they must hold after payments. */
final class TwoAccounts {
  private static final long SECOND_GETS = 400_000;

  private final Api api;
  private final String first;
  private final String second;
  private final Before before;

  private record Before(
      long firstHas,
      long secondHas,
      long firstNonce,
      long secondNonce,
      long supply,
      long treasury) {}

  /** Makes the second account and gives it Tokens. */
  TwoAccounts(Api api) {
    this.api = api;
    this.first = api.get("/api/node/status").text("did");
    this.second = newAccount(api);
    give(api, second, SECOND_GETS);
    this.before =
        new Before(
            available(first),
            available(second),
            nonce(first),
            nonce(second),
            api.get("/api/ledger/supply").number("supply"),
            api.get("/api/ledger/supply").number("treasury"));
  }

  private TwoAccounts(Api api, String first, String second, Before before) {
    this.api = api;
    this.first = first;
    this.second = second;
    this.before = before;
  }

  /** Returns the same accounts as another process of the node shows them. */
  TwoAccounts at(Api other) {
    return new TwoAccounts(other, first, second, before);
  }

  /** Adds an account to the node and unlocks it. */
  static String newAccount(Api api) {
    Json.Obj passphrase = Json.object().put("passphrase", TestHome.PASSPHRASE).build();
    String did = api.post("/api/accounts", passphrase).expect(201).text("did");
    api.post("/api/accounts/unlock", passphrase.with("did", Json.of(did))).expect(200);
    return did;
  }

  /** Pays from the node's own account and waits until that is final. */
  static void give(Api api, String to, long amount) {
    Json.Obj body = Json.object().put("to", to).put("amount", amount).build();
    api.post("/api/wallet/transfer?wait=final", body).expect(200).number("height");
  }

  String first() {
    return first;
  }

  String second() {
    return second;
  }

  /**
   * Checks balances, nonces and the supply against the payments that were called final. The first
   * account is the validator: what the treasury lacks of the fees is its share at an epoch's end.
   */
  void requireExactly(Payments payments) {
    payments.requireOneEventEach();
    long forth = payments.count(true);
    long back = payments.count(false);
    long gain = payments.gainOfFirst();
    long treasury = api.get("/api/ledger/supply").number("treasury");
    long share = before.treasury() + forth + back - treasury;
    assertThat(share).as("the validator's share").isBetween(0L, before.treasury() + forth + back);
    assertThat(available(first))
        .as("the first account")
        .isEqualTo(before.firstHas() + gain - forth + share);
    assertThat(available(second))
        .as("the second account")
        .isEqualTo(before.secondHas() - gain - back);
    assertThat(nonce(first))
        .as("events of the first account")
        .isEqualTo(before.firstNonce() + forth);
    assertThat(nonce(second))
        .as("events of the second account")
        .isEqualTo(before.secondNonce() + back);
    assertThat(api.get("/api/ledger/supply").number("supply")).isEqualTo(before.supply());
    for (String did : new String[] {first, second}) {
      assertThat(api.get("/api/wallet/balance?did=" + did).number("pending")).isZero();
    }
  }

  /** Checks that every payment called final is in the block that the answer named. */
  void requireAll(Iterable<Payments.Acknowledged> payments) {
    for (Payments.Acknowledged each : payments) {
      Reply tx = api.get("/api/tx/" + each.hash()).expect(200);
      assertThat(tx.text("status")).as(each::toString).isEqualTo("final");
      assertThat(tx.number("height")).as(each::toString).isEqualTo(each.height());
    }
  }

  private long available(String did) {
    return api.get("/api/wallet/balance?did=" + did).expect(200).number("available");
  }

  private long nonce(String did) {
    return api.get("/api/wallet/balance?did=" + did).expect(200).number("nonce");
  }
}
