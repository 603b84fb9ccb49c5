package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
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
  private static final Map<String, String> WORDS =
      Map.of(
          "$TRANSFER",
          "/api/wallet/transfer",
          "$ESCROW",
          "/api/wallet/escrow",
          "$TO",
          "\"to\":\"" + FakeNode.BOB.text() + "\"",
          "$FOR",
          "\"beneficiary\":\"" + FakeNode.BOB.text() + "\"",
          "$RULES",
          "\"releaseRules\":[{\"id\":\"rule-1\"}]",
          "$HUGE",
          "1" + "0".repeat(70),
          "$DEEP",
          "[".repeat(40) + "]".repeat(40),
          "$MISTYPED",
          mistyped());

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

  static Stream<Arguments> writes() throws IOException {
    return rows("bad-writes.txt");
  }

  static Stream<Arguments> reads() throws IOException {
    return rows("bad-reads.txt");
  }

  private static Stream<Arguments> rows(String resource) throws IOException {
    try (InputStream in = BadInputTest.class.getResourceAsStream(resource)) {
      byte[] all = Objects.requireNonNull(in, resource).readAllBytes();
      return new String(all, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(BadInputTest::row);
    }
  }

  private static Arguments row(String line) {
    return Arguments.of(
        Arrays.stream(line.split("\\|", -1)).map(cell -> filled(cell.strip())).toArray());
  }

  private static String filled(String cell) {
    String text = cell;
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    return text;
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void refusesQueriesWithCodeAndAdvice(String name, String path, String code, String part) {
    Reply reply = server.get(path);

    assertThat(reply.code()).as(reply.message()).isEqualTo(code);
    assertThat(reply.message()).contains(part);
  }
}
