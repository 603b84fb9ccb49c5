package network.clawnet.p2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTest {
  /** Examples of RFC 5952 and RFC 4291. */
  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1::, 1::",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:DB8::ABCD, 2001:db8::abcd",
    "::ffff:1.2.3.4, ::ffff:1.2.3.4",
    "::ffff:102:304, ::ffff:1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
  })
  void printsTheOneFormOfAnAddress(String text, String canonical) throws DecodeException {
    assertThat(IpText.format6(IpText.parse6(text))).isEqualTo(canonical);
  }

  @Test
  void everyAddressReadsBack() {
    Seeds.forAll(
        1_000,
        random -> {
          byte[] ip = new byte[16];
          random.nextBytes(ip);
          for (int i = 0; i < 8; i++) {
            if (random.nextBoolean()) {
              ip[2 * i] = 0;
              ip[2 * i + 1] = 0;
            }
          }

          assertThat(parsed(IpText.format6(ip))).isEqualTo(ip);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.0.0.1, RESERVED",
    "9.255.255.255, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "11.0.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.0, PRIVATE",
    "100.127.255.255, PRIVATE",
    "100.128.0.0, PUBLIC",
    "127.0.0.0, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "128.0.0.0, PUBLIC",
    "169.254.0.0, LINK_LOCAL",
    "169.255.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.0.2.1, RESERVED",
    "192.168.255.255, PRIVATE",
    "192.169.0.0, PUBLIC",
    "198.18.0.0, RESERVED",
    "198.20.0.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "224.0.0.0, RESERVED",
    "255.255.255.255, RESERVED"
  })
  void knowsTheScopeOfAnIpv4Address(String text, IpScope scope) throws DecodeException {
    assertThat(IpScope.of(IpText.parse4(text))).isEqualTo(scope);
    assertThat(IpScope.of(IpText.parse6("::ffff:" + text))).isEqualTo(scope);
  }

  @ParameterizedTest
  @CsvSource({
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "::2, RESERVED",
    "fe7f::, RESERVED",
    "fe80::1, LINK_LOCAL",
    "febf::1, LINK_LOCAL",
    "fec0::1, RESERVED",
    "fbff::1, RESERVED",
    "fc00::1, PRIVATE",
    "fdff::1, PRIVATE",
    "ff02::fb, RESERVED",
    "2001:db8::1, RESERVED",
    "2001:db9::1, PUBLIC",
    "1fff::1, RESERVED",
    "2000::1, PUBLIC",
    "3fff::1, PUBLIC",
    "4000::1, RESERVED",
    "64:ff9b::808:808, PUBLIC"
  })
  void knowsTheScopeOfAnIpv6Address(String text, IpScope scope) throws DecodeException {
    assertThat(IpScope.of(IpText.parse6(text))).isEqualTo(scope);
  }

  @Test
  void anIpAddressHas4Or16Bytes() {
    assertThatThrownBy(() -> IpScope.of(new byte[5])).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] parsed(String text) {
    try {
      return IpText.parse6(text);
    } catch (DecodeException e) {
      throw new AssertionError(text, e);
    }
  }
}
