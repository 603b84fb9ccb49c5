package network.clawnet.p2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiaddrTest {
  /** The peer of the Ed25519 seed of 32 bytes 01. */
  private static final String PEER = "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5";

  private static final String PEER_HEX =
      "0024080112208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";
  private static final String OTHER = "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq";

  private static Multiaddr hex(String hex) throws DecodeException {
    return Multiaddr.decode(HexFormat.of().parseHex(hex));
  }

  /** Measured with js-libp2p where it has the protocol. */
  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/4001, 047f000001060fa1",
    "/ip6/::1/tcp/4001, 2900000000000000000000000000000001060fa1",
    "/ip4/127.0.0.1/udp/4001/quic-v1/p2p/" + PEER + ", 047f00000191020fa1cd03a50326" + PEER_HEX,
    "/dns4/example.com/tcp/443/tls/ws, 360b6578616d706c652e636f6d0601bbc003dd03",
    "/dns4/example.com/tcp/443/wss, 360b6578616d706c652e636f6d0601bbde03",
    "/dnsaddr/bootstrap.libp2p.io, 3813626f6f7473747261702e6c69627032702e696f",
    "/ip4/1.2.3.4/tcp/4001/p2p/"
        + PEER
        + "/p2p-circuit, 0401020304060fa1a50326"
        + PEER_HEX
        + "a202",
    "/ip6zone/eth0/ip6/fe80::1/tcp/1, 2a046574683029fe800000000000000000000000000001060001",
    "/ip4/10.0.0.0/ipcidr/8, 040a0000002b08",
    "/dns/a/dns6/b/tcp/0, 350161370162060000",
    "/tls/sni/a.b/http/http-path/x%2Fy, c003c10303612e62e003e10303782f79",
    "/https/quic/webtransport/webrtc-direct/webrtc/noise, bb03cc03d10398029902c603",
    "/memory/7, 89060137",
    "/unix/a/b.sock, 9003092f612f622e736f636b",
    "/certhash/uEgNhYmM, d203051203616263",
    "/onion/aaaqeayeaudaocaj:80, bc03000102030405060708090050"
  })
  void textAndBinaryAreTheKnownOnes(String text, String binary) throws DecodeException {
    assertThat(Multiaddr.parse(text).bytes()).asHexString().isEqualToIgnoringCase(binary);
    assertThat(hex(binary).text()).isEqualTo(text);
    assertThat(hex(binary)).isEqualTo(Multiaddr.parse(text)).hasToString(text);
  }

  @Test
  void readsOtherTextsOfTheSameAddress() throws DecodeException {
    assertThat(Multiaddr.parse("/ip4/1.2.3.4/tcp/1/ipfs/" + PEER).text())
        .isEqualTo("/ip4/1.2.3.4/tcp/1/p2p/" + PEER);
    assertThat(Multiaddr.parse("/ip6/2001:0DB8:0::0:1").text()).isEqualTo("/ip6/2001:db8::1");
    assertThat(Multiaddr.parse("/http-path/%61%2f").text()).isEqualTo("/http-path/a%2F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "ip4/1.2.3.4",
        "/ip4",
        "/ip4/",
        "/ip4/1.2.3",
        "/ip4/1.2.3.4.5",
        "/ip4/1.2.3.256",
        "/ip4/1.2.3.04",
        "/ip4/localhost",
        "/ip6/1.2.3.4",
        "/ip6/:::",
        "/ip6/1::2::3",
        "/ip6/1:2:3:4:5:6:7",
        "/ip6/1:2:3:4:5:6:7:8:9",
        "/ip6/1:2:3:4:5:6:7::8",
        "/ip6/fe80::1%eth0",
        "/ip4/1.2.3.4/tcp",
        "/ip4/1.2.3.4/tcp/65536",
        "/ip4/1.2.3.4/tcp/-1",
        "/ip4/1.2.3.4/tcp/080",
        "/ip4/1.2.3.4/tcp/80/",
        "/ip4/1.2.3.4/sctp/80",
        "/ip4/1.2.3.4/ipcidr/256",
        "/dns4//tcp/1",
        "/dns4/a b",
        "/dns4/a\nb",
        "/dns4/a\u202eb",
        "/p2p/12D3KooW",
        "/certhash/EgNhYmM",
        "/certhash/uEgNhYm",
        "/certhash/uEgNhYm!",
        "/certhash/uEgNhYmN",
        "/http-path/%",
        "/http-path/%4",
        "/http-path/%4g",
        "/onion/aaaqeayeaudaocaj",
        "/onion/aaaqeayeaudaocaj:0",
        "/onion/aaaqeayeaudaoca:80",
        "/unix",
        "/unix/"
      })
  void refusesMalformedText(String text) {
    assertThatThrownBy(() -> Multiaddr.parse(text)).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "047f0000", // cut short
        "0601", // half a port
        "8400047f000001", // code not in its shortest form
        "07", // unknown protocol
        "ffffffffffffffff7f", // code beyond an int
        "3600", // empty name
        "3604612f622f", // slash in a name
        "3601ff", // not UTF-8
        "360161" + "36", // no length
        "36ffffffffffffffff7f61", // huge length
        "a50302" + "0005", // multihash with a false length
        "a50301" + "00", // multihash too short
        "9003022f61" + "060001", // something behind a path
        "90030161" // path that does not begin with a slash
      })
  void refusesMalformedBytes(String hex) {
    assertThatThrownBy(() -> hex(hex)).isInstanceOf(DecodeException.class);
  }

  @Test
  void takesAnAddressOf1024BytesButNoLonger() throws DecodeException {
    byte[] longest = Multiaddr.parse("/dns/" + "a".repeat(1_021)).bytes();

    assertThat(longest).hasSize(Multiaddr.MAX_BYTES);
    assertThat(Multiaddr.decode(longest).bytes()).isEqualTo(longest);
    assertThatThrownBy(() -> Multiaddr.decode(Arrays.copyOf(longest, 1_025)))
        .hasMessageContaining("1024");
    assertThatThrownBy(() -> Multiaddr.parse("/dns/" + "a".repeat(1_022)))
        .hasMessageContaining("1024");
  }

  @Test
  void takes32PartsButNoMore() throws DecodeException {
    byte[] most = HexFormat.of().parseHex("dd03".repeat(Multiaddr.MAX_COMPONENTS));
    byte[] more = HexFormat.of().parseHex("dd03".repeat(Multiaddr.MAX_COMPONENTS + 1));

    assertThat(Multiaddr.decode(most)).isEqualTo(Multiaddr.parse("/ws".repeat(32)));
    assertThatThrownBy(() -> Multiaddr.decode(more)).hasMessageContaining("32 parts");
    assertThatThrownBy(() -> Multiaddr.parse("/ws".repeat(33))).hasMessageContaining("32 parts");
  }

  @Test
  void thePeerIsTheLastPartOnly() throws DecodeException {
    Multiaddr relayed = Multiaddr.parse("/ip4/1.2.3.4/tcp/1/p2p/" + OTHER + "/p2p-circuit");

    assertThat(relayed.peerId()).isEmpty();
    assertThat(relayed.isRelayed()).isTrue();
    assertThat(relayed.tcpEndpoint()).isEmpty();
    assertThat(relayed.withPeer(PeerId.parse(PEER)).peerId()).contains(PeerId.parse(PEER));
    assertThat(relayed.withPeer(PeerId.parse(PEER)).withoutPeer()).isEqualTo(relayed);
  }

  @Test
  void withPeerReplacesThePeer() throws DecodeException {
    Multiaddr plain = Multiaddr.parse("/ip4/1.2.3.4/tcp/1");

    assertThat(plain.withPeer(PeerId.parse(OTHER)).withPeer(PeerId.parse(PEER)).text())
        .isEqualTo("/ip4/1.2.3.4/tcp/1/p2p/" + PEER);
    assertThat(plain.withoutPeer()).isSameAs(plain);
    assertThat(Multiaddr.parse("/p2p/" + PEER).withoutPeer().text()).isEqualTo("/p2p/" + PEER);
  }

  @ParameterizedTest
  @CsvSource({
    "/ip4/1.2.3.4/tcp/9527, IP4, 1.2.3.4, 9527, false",
    "/ip6/::1/tcp/0/p2p/" + PEER + ", IP6, ::1, 0, false",
    "/ip6zone/eth0/ip6/fe80::1/tcp/65535, IP6, fe80::1%eth0, 65535, false",
    "/dns/a.example/tcp/1, DNS, a.example, 1, true",
    "/dns4/a.example/tcp/1, DNS4, a.example, 1, true",
    "/dns6/a.example/tcp/1, DNS6, a.example, 1, true"
  })
  void aTcpEndpointIsHostAndPort(String text, Protocol family, String host, int port, boolean name)
      throws DecodeException {
    assertThat(Multiaddr.parse(text).tcpEndpoint())
        .hasValueSatisfying(
            it -> {
              assertThat(it).isEqualTo(new TcpEndpoint(family, host, port));
              assertThat(it.isName()).isEqualTo(name);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ip4/1.2.3.4",
        "/ip4/1.2.3.4/udp/1",
        "/ip4/1.2.3.4/tcp/1/ws",
        "/dnsaddr/a.example/tcp/1",
        "/dnsaddr/a.example",
        "/ip6zone/eth0/ip4/1.2.3.4/tcp/1",
        "/tcp/1",
        "/p2p/" + PEER
      })
  void whatIsNotHostAndPortIsNoTcpEndpoint(String text) throws DecodeException {
    assertThat(Multiaddr.parse(text).tcpEndpoint()).isEmpty();
  }

  @Test
  void takesTheAddressOfASocket() throws UnknownHostException {
    InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress six = InetAddress.getByAddress(HexFormat.of().parseHex("20".repeat(16)));

    assertThat(Multiaddr.tcp(four, 65_535).text()).isEqualTo("/ip4/127.0.0.1/tcp/65535");
    assertThat(Multiaddr.tcp(six, 1).text())
        .isEqualTo("/ip6/2020:2020:2020:2020:2020:2020:2020:2020/tcp/1");
  }

  @Test
  void knowsHowFarItReaches() throws DecodeException {
    assertThat(Multiaddr.parse("/ip4/127.9.9.9/tcp/1").isLoopback()).isTrue();
    assertThat(Multiaddr.parse("/ip6/::1/tcp/1").isLoopback()).isTrue();
    assertThat(Multiaddr.parse("/ip4/0.0.0.0/tcp/1").isUnspecified()).isTrue();
    assertThat(Multiaddr.parse("/ip6zone/a/ip6/fe80::1").isPrivate()).isTrue();
    assertThat(Multiaddr.parse("/ip4/8.8.8.8/tcp/1").scope()).contains(IpScope.PUBLIC);
    assertThat(Multiaddr.parse("/dns4/localhost/tcp/1").scope()).isEmpty();
    assertThat(Multiaddr.parse("/dns4/localhost/tcp/1").isPrivate()).isFalse();
  }

  @Test
  void anyBytesThatDecodeEncodeToThemselvesAndReadBackAsText() {
    byte[] codes = HexFormat.of().parseHex("04292a2b06363738a50390039103d203");
    int[] decoded = new int[1];
    Seeds.forAll(
        5_000,
        random -> {
          byte[] bytes = new byte[1 + random.nextInt(24)];
          random.nextBytes(bytes);
          bytes[0] = codes[random.nextInt(8)];
          if (random.nextBoolean() && bytes.length > 2) {
            bytes[1] = (byte) (bytes.length - 2);
          }
          try {
            Multiaddr address = Multiaddr.decode(bytes);

            assertThat(address.bytes()).isEqualTo(bytes);
            assertThat(Multiaddr.parse(address.text())).isEqualTo(address);
            decoded[0]++;
          } catch (DecodeException e) {
            assertThat(e).hasMessageNotContaining("null");
          }
        });
    assertThat(decoded[0]).isGreaterThan(20);
  }
}
