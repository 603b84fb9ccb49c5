package network.clawnet.p2p.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class DnsAddressesTest {
  private static final String ONE = "12D3KooWP7tTK8x8vN7Y3PGuJDvmeZ4R49FJydafgHZMoqmP8vkR";
  private static final String TWO = "12D3KooWEJyuWjtFYJSCpNprMQmq9wvXbynKUon8pmRudUohmWWA";

  private final Map<String, List<String>> zone = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private final DnsAddresses dns =
      new DnsAddresses(
          name -> {
            asked.add(name);
            return zone.getOrDefault(name, List.of());
          });

  private List<String> resolve(String address) {
    try {
      return dns.resolve(Multiaddr.parse(address)).stream().map(Multiaddr::text).toList();
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void leavesOtherAddressesAlone() {
    assertThat(resolve("/dns4/a.example/tcp/1")).containsExactly("/dns4/a.example/tcp/1");
    assertThat(asked).isEmpty();
  }

  @Test
  void followsRecordsOfRecords() {
    zone.put(
        "_dnsaddr.a.example",
        List.of("dnsaddr=/dnsaddr/b.example", "dnsaddr=/ip4/192.0.2.1/tcp/1/p2p/" + ONE, "other"));
    zone.put("_dnsaddr.b.example", List.of("dnsaddr=/ip4/192.0.2.2/tcp/1", "dnsaddr=nonsense"));

    assertThat(resolve("/dnsaddr/a.example"))
        .containsExactly("/ip4/192.0.2.1/tcp/1/p2p/" + ONE, "/ip4/192.0.2.2/tcp/1");
  }

  @Test
  void takesOnlyThePeerThatIsNamed() {
    zone.put(
        "_dnsaddr.a.example",
        List.of(
            "dnsaddr=/ip4/192.0.2.1/tcp/1/p2p/" + ONE, "dnsaddr=/ip4/192.0.2.2/tcp/1/p2p/" + TWO));

    assertThat(resolve("/dnsaddr/a.example/p2p/" + TWO))
        .containsExactly("/ip4/192.0.2.2/tcp/1/p2p/" + TWO);
  }

  @Test
  void isNotKeptBusyByCirclesChainsAndCrowds() {
    zone.put("_dnsaddr.self.example", List.of("dnsaddr=/dnsaddr/self.example"));
    for (int i = 0; i < 20; i++) {
      zone.put("_dnsaddr.n" + i + ".example", List.of("dnsaddr=/dnsaddr/n" + (i + 1) + ".example"));
    }
    zone.put(
        "_dnsaddr.crowd.example",
        IntStream.range(0, 100).mapToObj(i -> "dnsaddr=/ip4/192.0.2." + i + "/tcp/1").toList());

    assertThat(resolve("/dnsaddr/self.example")).isEmpty();
    assertThat(asked).hasSize(1);
    assertThat(resolve("/dnsaddr/n0.example")).isEmpty();
    assertThat(asked).hasSize(1 + DnsAddresses.MAX_LOOKUPS);
    assertThat(resolve("/dnsaddr/crowd.example")).hasSize(DnsAddresses.MAX_ADDRESSES);
  }
}
