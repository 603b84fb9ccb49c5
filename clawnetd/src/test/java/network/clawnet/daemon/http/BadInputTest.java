package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import network.clawnet.core.identity.Address;
import network.clawnet.daemon.http.testing.FakeLedger;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request: a stable code, a sentence that says what to do, no event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final String TRANSFER = "/api/wallet/transfer";
  private static final String ESCROW = "/api/wallet/escrow";
  private static final String TO = "\"to\":\"" + FakeNode.BOB.text() + "\"";
  private static final String FOR = "\"beneficiary\":\"" + FakeNode.BOB.text() + "\"";
  private static final String RULES = "\"releaseRules\":[{\"id\":\"rule-1\"}]";

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server = new TestServer();
    server.node.ledger.escrows.put("deal", FakeLedger.sample("deal"));
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  static Stream<Arguments> writes() {
    return Stream.of(
            amounts(),
            amountsAsText(),
            recipients(),
            envelopes(),
            forms(),
            queries(),
            escrows(),
            consents(),
            documentsAndAccounts())
        .flatMap(it -> it);
  }

  private static Stream<Arguments> amounts() {
    return Stream.of(
        bad("amount is missing", TRANSFER, "{" + TO + "}", "INVALID_REQUEST", "amount"),
        bad(
            "amount is null",
            TRANSFER,
            "{" + TO + ",\"amount\":null}",
            "INVALID_REQUEST",
            "amount"),
        bad("amount is true", TRANSFER, amount("true"), "INVALID_REQUEST", "number or a string"),
        bad("amount is an array", TRANSFER, amount("[1]"), "INVALID_REQUEST", "number or a string"),
        bad("fraction", TRANSFER, amount("1.5"), "INVALID_REQUEST", "whole number"),
        bad("whole fraction", TRANSFER, amount("1.0"), "INVALID_REQUEST", "whole number"),
        bad("exponent", TRANSFER, amount("1e3"), "INVALID_REQUEST", "whole number"),
        bad("zero", TRANSFER, amount("0"), "ZERO_AMOUNT", "at least 1"),
        bad("zero in digits", TRANSFER, amount("\"0\""), "ZERO_AMOUNT", "at least 1"),
        bad("negative", TRANSFER, amount("-5"), "INVALID_REQUEST", "negative"),
        bad("minus zero", TRANSFER, amount("-0"), "INVALID_REQUEST", "whole number"));
  }

  private static Stream<Arguments> amountsAsText() {
    return Stream.of(
        bad("leading zero", TRANSFER, amount("007"), "INVALID_REQUEST", "start with 0"),
        bad("digits, leading zero", TRANSFER, amount("\"007\""), "INVALID_REQUEST", "whole number"),
        bad("digits, sign", TRANSFER, amount("\"+7\""), "INVALID_REQUEST", "whole number"),
        bad("digits, space", TRANSFER, amount("\" 7\""), "INVALID_REQUEST", "whole number"),
        bad("digits, hex", TRANSFER, amount("\"0x10\""), "INVALID_REQUEST", "whole number"),
        bad("digits, fraction", TRANSFER, amount("\"1.5\""), "INVALID_REQUEST", "whole number"),
        bad("digits, none", TRANSFER, amount("\"\""), "INVALID_REQUEST", "whole number"),
        bad(
            "over",
            TRANSFER,
            amount("9000000000000001"),
            "INVALID_REQUEST",
            "over 9000000000000000"),
        bad("overflow", TRANSFER, amount("9223372036854775808"), "INVALID_REQUEST", "whole number"),
        bad("huge", TRANSFER, amount("1" + "0".repeat(70)), "INVALID_REQUEST", "number longer"),
        bad("other digits", TRANSFER, amount("\"١٢\""), "INVALID_REQUEST", "whole number"));
  }

  private static Stream<Arguments> recipients() {
    return Stream.of(
        bad("to is missing", TRANSFER, "{\"amount\":1}", "INVALID_REQUEST", "\"to\" is missing"),
        bad("to is a number", TRANSFER, to("7"), "INVALID_REQUEST", "must be a string"),
        bad("to is empty", TRANSFER, to("\"\""), "INVALID_REQUEST", "empty"),
        bad("to is a name", TRANSFER, to("\"alice\""), "DID_INVALID", "did:claw:z6Mk"),
        bad(
            "seed's recipient",
            TRANSFER,
            to("\"did:claw:recipient_xyz\""),
            "DID_INVALID",
            "\"to\""),
        bad("placeholder", TRANSFER, to("\"{agent-id}\""), "DID_INVALID", "placeholder"),
        bad("ellipsis", TRANSFER, to("\"did:claw:z6MkpT...\""), "DID_INVALID", "placeholder"),
        bad("wrong checksum", TRANSFER, to("\"" + mistyped() + "\""), "DID_INVALID", "checksum"));
  }

  private static Stream<Arguments> envelopes() {
    return Stream.of(
        bad("fee in parts", TRANSFER, with("\"fee\":0.5"), "INVALID_REQUEST", "\"fee\""),
        bad("fee negative", TRANSFER, with("\"fee\":-1"), "INVALID_REQUEST", "\"fee\""),
        bad("nonce 0", TRANSFER, with("\"nonce\":0"), "INVALID_REQUEST", "\"nonce\""),
        bad("nonce text", TRANSFER, with("\"nonce\":\"1\""), "INVALID_REQUEST", "\"nonce\""),
        bad("nonce fraction", TRANSFER, with("\"nonce\":1.5"), "INVALID_REQUEST", "\"nonce\""),
        bad(
            "prev placeholder",
            TRANSFER,
            with("\"prev\":\"optional_previous_hash\""),
            "INVALID_REQUEST",
            "placeholder"),
        bad("prev short", TRANSFER, with("\"prev\":\"0xabc\""), "INVALID_REQUEST", "64 hex digits"),
        bad("memo not a text", TRANSFER, with("\"memo\":{}"), "INVALID_REQUEST", "\"memo\""),
        bad(
            "did placeholder",
            TRANSFER,
            with("\"did\":\"{your-did}\""),
            "DID_INVALID",
            "placeholder"),
        bad("ts text", TRANSFER, with("\"ts\":\"now\""), "INVALID_REQUEST", "\"ts\""));
  }

  private static Stream<Arguments> forms() {
    return Stream.of(
        bad("unknown member", TRANSFER, with("\"ammount\":5"), "INVALID_REQUEST", "ammount"),
        bad("duplicate member", TRANSFER, with("\"amount\":2"), "INVALID_REQUEST", "duplicate"),
        bad("cut off", TRANSFER, "{" + TO, "INVALID_REQUEST", "bad JSON"),
        bad("two values", TRANSFER, "{}{}", "INVALID_REQUEST", "follows"),
        bad("an array", TRANSFER, "[]", "INVALID_REQUEST", "object"),
        bad("null", TRANSFER, "null", "INVALID_REQUEST", "object"),
        bad("a comment", TRANSFER, "{/**/}", "INVALID_REQUEST", "bad JSON"),
        bad(
            "too deep",
            TRANSFER,
            with("\"memo\":" + "[".repeat(40) + "]".repeat(40)),
            "INVALID_REQUEST",
            "deeper"),
        bad(
            "lone surrogate",
            TRANSFER,
            with("\"memo\":\"\\ud800\""),
            "INVALID_REQUEST",
            "surrogate"),
        bad("nothing", TRANSFER, "", "INVALID_REQUEST", "missing"));
  }

  private static Stream<Arguments> queries() {
    return Stream.of(
        bad("misspelt query", TRANSFER + "?dryrun=true", amount("1"), "INVALID_REQUEST", "dryrun"),
        bad("dry run maybe", TRANSFER + "?dryRun=maybe", amount("1"), "INVALID_REQUEST", "dryRun"),
        bad("wait forever", TRANSFER + "?wait=forever", amount("1"), "INVALID_REQUEST", "wait"),
        bad("long wait", TRANSFER + "?wait=final&timeout=61", amount("1"), "INVALID_REQUEST", "60"),
        bad(
            "wait twice",
            TRANSFER + "?wait=final&wait=final",
            amount("1"),
            "INVALID_REQUEST",
            "twice"),
        bad(
            "timeout alone",
            TRANSFER + "?timeout=3",
            amount("1"),
            "INVALID_REQUEST",
            "wait=final"));
  }

  private static Stream<Arguments> escrows() {
    return Stream.of(
        bad("no rules", ESCROW, "{" + FOR + ",\"amount\":5}", "INVALID_REQUEST", "releaseRules"),
        bad(
            "rules no array",
            ESCROW,
            "{" + FOR + ",\"amount\":5,\"releaseRules\":{}}",
            "INVALID_REQUEST",
            "array"),
        bad("escrow of 0", ESCROW, "{" + FOR + ",\"amount\":0," + RULES + "}", "ZERO_AMOUNT", "1"),
        bad(
            "expiry text",
            ESCROW,
            "{" + FOR + ",\"amount\":5," + RULES + ",\"expiresAt\":\"soon\"}",
            "INVALID_REQUEST",
            "expiresAt"),
        bad(
            "autoFund text",
            ESCROW,
            "{" + FOR + ",\"amount\":5," + RULES + ",\"autoFund\":\"no\"}",
            "INVALID_REQUEST",
            "autoFund"),
        bad(
            "no such escrow",
            ESCROW + "/other/fund",
            "{\"amount\":5}",
            "ESCROW_NOT_FOUND",
            "other"),
        bad(
            "escrow placeholder",
            ESCROW + "/%7Bid%7D/fund",
            "{\"amount\":5}",
            "INVALID_REQUEST",
            "placeholder"),
        bad(
            "release without rule",
            ESCROW + "/deal/release",
            "{\"amount\":5}",
            "INVALID_REQUEST",
            "ruleId"),
        bad(
            "resourcePrev placeholder",
            ESCROW + "/deal/fund",
            "{\"amount\":5,\"resourcePrev\":\"previous_hash\"}",
            "INVALID_REQUEST",
            "placeholder"),
        bad(
            "refund without reason",
            ESCROW + "/deal/refund",
            "{\"amount\":5}",
            "INVALID_REQUEST",
            "reason"));
  }

  private static Stream<Arguments> consents() {
    return Stream.of(
        bad(
            "cosign of nobody",
            ESCROW + "/deal/release",
            "{\"amount\":5,\"ruleId\":\"r\",\"cosign\":[{}]}",
            "INVALID_REQUEST",
            "did"),
        bad(
            "cosign with junk",
            ESCROW + "/deal/release",
            "{\"amount\":5,\"ruleId\":\"r\",\"cosign\":[7]}",
            "INVALID_REQUEST",
            "cosign"));
  }

  private static Stream<Arguments> documentsAndAccounts() {
    return Stream.of(
        bad(
            "document with a fraction",
            "/api/identity",
            "{\"document\":{\"x\":[1.5]}}",
            "INVALID_REQUEST",
            "1.5"),
        bad(
            "credential is a text",
            "/api/identity/capabilities",
            "{\"credential\":\"x\"}",
            "INVALID_REQUEST",
            "credential"),
        bad("no passphrase", "/api/accounts", "{}", "INVALID_REQUEST", "passphrase"),
        bad(
            "unlock for 0 s",
            "/api/accounts/unlock",
            "{\"passphrase\":\"x\",\"seconds\":0}",
            "INVALID_REQUEST",
            "seconds"),
        bad(
            "unlock for years",
            "/api/accounts/unlock",
            "{\"passphrase\":\"x\",\"seconds\":2592001}",
            "INVALID_REQUEST",
            "2592000"),
        bad("no scope", "/api/credentials", "{\"scopes\":[]}", "INVALID_REQUEST", "scopes"),
        bad(
            "odd scope",
            "/api/credentials",
            "{\"scopes\":[\"root\"]}",
            "INVALID_REQUEST",
            "transfer"),
        bad("no such credential", "/api/credentials/x/rotate", "", "CREDENTIAL_NOT_FOUND", "x"));
  }

  private static Arguments bad(
      String name, String path, String body, String code, String messagePart) {
    return Arguments.of(name, path, body, code, messagePart);
  }

  private static String amount(String json) {
    return "{" + TO + ",\"amount\":" + json + "}";
  }

  private static String to(String json) {
    return "{\"to\":" + json + ",\"amount\":1}";
  }

  private static String with(String member) {
    return "{" + TO + ",\"amount\":1," + member + "}";
  }

  private static String mistyped() {
    String address = Address.of(FakeNode.BOB);
    char last = address.charAt(address.length() - 1);
    return address.substring(0, address.length() - 1) + (last == 'x' ? 'y' : 'x');
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void refusesWithCodeAndAdviceAndDoesNothing(
      String name, String path, String body, String code, String messagePart) {
    int before = server.node.submitter.submissions.get();

    Reply reply = server.post(path, body);

    assertThat(reply.code()).as(reply.message()).isEqualTo(code);
    assertThat(reply.message()).contains(messagePart);
    assertThat(reply.status()).isBetween(400, 404);
    assertThat(server.node.submitter.submissions).hasValue(before);
  }

  static Stream<Arguments> reads() {
    return Stream.of(
        bad("bad did", "/api/wallet/balance?did=alice", "", "DID_INVALID", "did"),
        bad("bad address", "/api/wallet/balance?address=claw1xyz", "", "DID_INVALID", "address"),
        bad("limit 0", "/api/wallet/history?limit=0", "", "INVALID_REQUEST", "from 1 to 100"),
        bad("limit 101", "/api/wallet/history?limit=101", "", "INVALID_REQUEST", "from 1 to 100"),
        bad("limit text", "/api/wallet/history?limit=ten", "", "INVALID_REQUEST", "limit"),
        bad("offset -1", "/api/wallet/history?offset=-1", "", "INVALID_REQUEST", "offset"),
        bad("type", "/api/wallet/history?type=bribes", "", "INVALID_REQUEST", "received"),
        bad("role", "/api/wallet/escrows?role=owner", "", "INVALID_REQUEST", "depositor"),
        bad("escrow", "/api/wallet/escrow/none", "", "ESCROW_NOT_FOUND", "none"),
        bad("hash", "/api/tx/0x12", "", "INVALID_REQUEST", "64 hex"),
        bad("placeholder hash", "/api/tx/%7BtxHash%7D", "", "INVALID_REQUEST", "placeholder"),
        bad("unknown tx", "/api/tx/0x" + "0".repeat(64), "", "TX_NOT_FOUND", "no event"),
        bad("height", "/api/blocks/first", "", "INVALID_REQUEST", "latest"),
        bad("height -1", "/api/blocks/-1", "", "INVALID_REQUEST", "latest"),
        bad("future block", "/api/blocks/8", "", "BLOCK_NOT_FOUND", "block 7"),
        bad("identity", "/api/identity/%7Bagent-id%7D", "", "DID_INVALID", "placeholder"),
        bad("nowhere", "/api/nowhere", "", "NOT_FOUND", "openapi"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void refusesQueriesWithCodeAndAdvice(
      String name, String path, String body, String code, String messagePart) {
    Reply reply = server.get(path);

    assertThat(reply.code()).as(reply.message()).isEqualTo(code);
    assertThat(reply.message()).contains(messagePart);
  }
}
