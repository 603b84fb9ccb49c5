package network.clawnet.p2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** Text that people type or paste: what parses has one canonical text. */
public final class MultiaddrTextFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    return List.of(
        "/ip4/127.0.0.1/tcp/4001/p2p/12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5"
            .getBytes(StandardCharsets.UTF_8),
        "/ip6/2001:db8::ffff:1.2.3.4/udp/1/quic-v1/p2p/QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC"
            .getBytes(StandardCharsets.UTF_8),
        "/dns4/example.com/tcp/443/tls/sni/a.b/http/http-path/x%2Fy"
            .getBytes(StandardCharsets.UTF_8),
        "/onion/aaaqeayeaudaocaj:80/certhash/uEgNhYmM/unix/a/b".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    Multiaddr address = Multiaddr.parse(new String(input, StandardCharsets.UTF_8));

    assertThat(Multiaddr.parse(address.text())).isEqualTo(address).hasToString(address.text());
    assertThat(Multiaddr.decode(address.bytes())).isEqualTo(address);
  }
}
