package network.clawnet.p2p.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class AddressesTest {
  private static final Multiaddr LOOPBACK = address("/ip4/127.0.0.1/tcp/1");
  private static final Multiaddr PRIVATE = address("/ip4/192.168.1.2/tcp/1");
  private static final Multiaddr PUBLIC = address("/ip4/8.8.8.8/tcp/1");
  private static final Multiaddr NAMED = address("/dns4/node.example/tcp/1");
  private static final Multiaddr WILDCARD = address("/ip4/0.0.0.0/tcp/1");
  private static final Multiaddr PORTLESS = address("/ip4/8.8.8.8/tcp/0");
  private static final Multiaddr OTHER = address("/ip4/8.8.8.8/udp/1/quic-v1");
  private static final List<Multiaddr> ALL =
      List.of(LOOPBACK, PRIVATE, PUBLIC, NAMED, WILDCARD, PORTLESS, OTHER);

  private static Multiaddr address(String text) {
    try {
      return Multiaddr.parse(text);
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void believesOfAPublicPeerNoAddressInsideOurNetwork() {
    assertThat(Addresses.believable(ALL, PUBLIC)).containsExactly(PUBLIC, NAMED);
  }

  @Test
  void believesOfAPrivatePeerNoLoopback() {
    assertThat(Addresses.believable(ALL, PRIVATE)).containsExactly(PRIVATE, PUBLIC, NAMED);
  }

  @Test
  void believesOfALocalPeerWhatCanBeDialled() {
    assertThat(Addresses.believable(ALL, LOOPBACK))
        .containsExactly(LOOPBACK, PRIVATE, PUBLIC, NAMED);
  }

  @Test
  void tellsLoopbackOnlyOverLoopback() {
    assertThat(Addresses.tellable(List.of(LOOPBACK, PRIVATE), PRIVATE)).containsExactly(PRIVATE);
    assertThat(Addresses.tellable(List.of(LOOPBACK, PRIVATE), LOOPBACK))
        .containsExactly(LOOPBACK, PRIVATE);
  }

  @Test
  void spellsTheWildcardOut() {
    assertThat(Addresses.spellOut(List.of(WILDCARD, PRIVATE)))
        .contains(LOOPBACK, PRIVATE)
        .noneMatch(Multiaddr::isUnspecified);
  }

  @Test
  void believesWhatPeersOfFourNetworksSee() {
    ObservedAddresses observed = new ObservedAddresses();
    for (int i = 0; i < ObservedAddresses.WITNESSES - 1; i++) {
      assertThat(observed.note(PUBLIC, "net" + i)).isFalse();
      assertThat(observed.note(PUBLIC, "net" + i)).isFalse();
    }
    assertThat(observed.believed()).isEmpty();

    assertThat(observed.note(PUBLIC, "another")).isTrue();
    assertThat(observed.note(PUBLIC, "yet another")).isFalse();

    assertThat(observed.believed()).containsExactly(PUBLIC);
    for (int i = 0; i < 10; i++) {
      assertThat(observed.note(PRIVATE, "net" + i)).isFalse();
    }
  }

  @Test
  void observesBoundedlyManyAddresses() {
    ObservedAddresses observed = new ObservedAddresses();
    for (int i = 0; i < ObservedAddresses.WITNESSES; i++) {
      observed.note(PUBLIC, "net" + i);
    }
    for (int i = 0; i < ObservedAddresses.MAX_ADDRESSES; i++) {
      observed.note(address("/ip4/9.9.9." + i + "/tcp/1"), "net");
    }

    assertThat(observed.believed()).isEmpty();
  }
}
