package network.clawnet.daemon.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.testing.FakeCredentials;
import network.clawnet.daemon.http.testing.FakeNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
  private static final String LOCAL = "127.0.0.1:9528";

  private final FakeCredentials credentials = new FakeCredentials();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.0.0.1:9528",
        "[::1]",
        "[::1]:80",
        "node.lan:80"
      })
  void admitsTheNodesOwnNames(String host) throws Exception {
    assertThat(guards("node.lan", null).admit(from(host, null, null)))
        .isEqualTo(Caller.Operator.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "evil.example:9528",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "192.168.1.5:9528",
        "localhost:9528:1",
        "localhost@evil.example",
        "[::2]",
        ""
      })
  void refusesAReboundName(String host) {
    refused("FORBIDDEN", () -> guards("127.0.0.1", null).admit(from(host, null, null)));
  }

  @Test
  void refusesARequestWithoutHost() {
    refused("FORBIDDEN", () -> guards("127.0.0.1", null).admit(from(null, null, null)));
  }

  @ParameterizedTest
  @CsvSource({"192.168.1.5:9528,true", "[fe80::1]:9528,true", "evil.example,false"})
  void admitsLiteralAddressesOnAWildcardBecauseTheyCannotBeRebound(String host, boolean allowed) {
    assertThat(new HostNames("0.0.0.0").allows(host)).isEqualTo(allowed);
    assertThat(new HostNames("::").allows(host)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://127.0.0.1:9528",
        "http://127.0.0.1:3000",
        "http://localhost:9528",
        "null",
        "chrome-extension://abc",
        ""
      })
  void refusesPagesOfAnotherOrigin(String origin) {
    refused("FORBIDDEN", () -> guards("127.0.0.1", null).admit(from(LOCAL, origin, null)));
  }

  @Test
  void admitsTheNodesOwnPages() throws Exception {
    assertThat(guards("127.0.0.1", null).admit(from(LOCAL, "http://" + LOCAL, null)))
        .isEqualTo(Caller.Operator.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer my-secre",
        "Bearer my-secret1",
        "Bearer MY-SECRET",
        "Bearer ",
        "Bearer",
        "my-secret",
        "Basic bXktc2VjcmV0",
        "Bearer ap_unknown"
      })
  void refusesAWrongToken(String authorization) {
    refused(
        "UNAUTHORIZED",
        () -> guards("127.0.0.1", "my-secret").admit(from(LOCAL, null, authorization)));
  }

  @Test
  void refusesAMissingToken() {
    refused("UNAUTHORIZED", () -> guards("127.0.0.1", "my-secret").admit(from(LOCAL, null, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer my-secret", "bearer my-secret", "Bearer  my-secret "})
  void admitsTheToken(String authorization) throws Exception {
    assertThat(guards("127.0.0.1", "my-secret").admit(from(LOCAL, null, authorization)))
        .isEqualTo(Caller.Operator.API_TOKEN);
  }

  @Test
  void refusesAnEndlessTokenWithoutHashingIt() {
    refused(
        "UNAUTHORIZED",
        () -> guards("127.0.0.1", "s").admit(from(LOCAL, null, "Bearer " + "x".repeat(10_000))));
  }

  @Test
  void refusesATokenThatNobodyAskedFor() {
    refused(
        "UNAUTHORIZED",
        () -> guards("127.0.0.1", null).admit(from(LOCAL, null, "Bearer other-nodes-token")));
  }

  @Test
  void admitsACredentialWithAndWithoutAToken() throws Exception {
    String secret = credentials.issue("c1", FakeNode.ALICE, Scope.READ);
    Caller expected = new Caller.Bearer("c1", FakeNode.ALICE, Set.of(Scope.READ));

    assertThat(guards("127.0.0.1", null).admit(from(LOCAL, null, "Bearer " + secret)))
        .isEqualTo(expected);
    assertThat(guards("127.0.0.1", "my-secret").admit(from(LOCAL, null, "Bearer " + secret)))
        .isEqualTo(expected);
  }

  @Test
  void needsNoTokenOverTheSocketThatOnlyItsOwnerCanOpen() throws Exception {
    Inbound request = new Inbound(true, "", "localhost", null, null);

    assertThat(guards("127.0.0.1", "my-secret").admit(request)).isEqualTo(Caller.Operator.LOCAL);
  }

  @Test
  void refusesAForeignHostBeforeItLooksAtTheToken() {
    refused(
        "FORBIDDEN",
        () -> guards("127.0.0.1", "my-secret").admit(from("evil.example", null, "Bearer wrong")));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "127.9.9.9,true",
    "::1,true",
    "0:0:0:0:0:0:0:1,true",
    "172.17.0.1,true",
    "172.17.0.2,false",
    "8.8.8.8,false",
    "fe80::1,false",
    "localhost,false",
    "'',false"
  })
  void trustsLoopbackAndTheGatewayOnly(String peer, boolean trusted) throws IOException {
    TrustedPeers peers =
        new TrustedPeers(Optional.of(InetAddress.getByAddress(new byte[] {(byte) 172, 17, 0, 1})));

    assertThat(peers.trusts(peer)).isEqualTo(trusted);
  }

  @Test
  void refusesOtherMachinesWhereNoTokenGuards() {
    Guards guards =
        new Guards(
            new HostNames("0.0.0.0"),
            Optional.of(new TrustedPeers(Optional.empty())),
            Optional.empty(),
            credentials);

    refused("FORBIDDEN", () -> guards.admit(new Inbound(false, "10.0.0.9", LOCAL, null, null)));
  }

  @Test
  void readsTheGatewayOfARoutingTable() throws IOException {
    List<String> table =
        List.of(
            "Iface\tDestination\tGateway \tFlags",
            "eth0\t000011AC\t00000000\t0001",
            "eth0\t00000000\t010011AC\t0003");

    assertThat(DefaultGateway.parse(table))
        .contains(InetAddress.getByAddress(new byte[] {(byte) 172, 17, 0, 1}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eth0", "eth0 00000000 00000000", "eth0 00000000 xyz", "a b c d"})
  void findsNoGatewayInOtherTables(String line) {
    assertThat(DefaultGateway.parse(List.of(line))).isEmpty();
  }

  private Guards guards(String host, @Nullable String token) {
    return new Guards(
        new HostNames(host),
        Optional.empty(),
        Optional.ofNullable(token).map(ApiToken::new),
        credentials);
  }

  private static Inbound from(
      @Nullable String host, @Nullable String origin, @Nullable String authorization) {
    return new Inbound(false, "127.0.0.1", host, origin, authorization);
  }

  private static void refused(String code, ThrowingCallable admission) {
    assertThatThrownBy(admission)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code().text()).isEqualTo(code));
  }
}
