package network.clawnet.p2p.kad.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class RoutingTableTest {
  private static final int K = 3;
  private static final KadKey SELF = new KadKey(0, 0, 0, 0);

  private final RoutingTable table = new RoutingTable(SELF, K, Diversity.PUBLIC);
  private final Random random = new Random(1);

  private Contact contact(KadKey key, String ip) {
    return new Contact(randomId(random), key, List.of(addr(ip)));
  }

  private static PeerId randomId(Random random) {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  private static Multiaddr addr(String ip) {
    try {
      return Multiaddr.parse("/ip" + (ip.contains(":") ? 6 : 4) + "/" + ip + "/tcp/4001");
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private RoutingTable.Offer heard(long now, Contact contact) {
    return table.heard(now, contact, contact.addrs().get(0));
  }

  /** A real peer whose point falls into the bucket, in a network of its own. */
  private Contact real(int bucket) {
    while (true) {
      String ip = (11 + random.nextInt(80)) + "." + random.nextInt(256) + ".0.1";
      Contact contact = Contact.of(randomId(random), List.of(addr(ip)));
      if (SELF.commonPrefix(contact.key()) == bucket) {
        return contact;
      }
    }
  }

  @Test
  void keepsWhoAnswersUntilTheBucketIsFull() {
    for (int i = 0; i < K; i++) {
      assertThat(heard(i, real(0))).isEqualTo(RoutingTable.Offer.KEPT);
    }

    assertThat(heard(9, real(0))).isEqualTo(RoutingTable.Offer.FULL);
    assertThat(heard(9, real(1))).isEqualTo(RoutingTable.Offer.KEPT);
    assertThat(table.size()).isEqualTo(K + 1);
    assertThat(table.depth()).isEqualTo(1);
  }

  @Test
  void neverKeepsItself() {
    assertThat(heard(0, contact(SELF, "11.0.0.1"))).isEqualTo(RoutingTable.Offer.REFUSED);
    assertThat(table.hasRoom(SELF)).isFalse();
  }

  @Test
  void aFailureMakesRoomForTheNewestInLine() {
    List<Contact> old = List.of(real(0), real(0), real(0));
    old.forEach(it -> heard(1, it));
    Contact first = real(0);
    Contact second = real(0);
    heard(2, first);
    heard(3, second);

    Optional<Contact> next = table.failed(2, old.get(0).id());

    assertThat(next).contains(second);
    assertThat(table.find(old.get(0).id())).isEmpty();
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void keepsItsPeersWhileNobodyAnswers() {
    Contact peer = real(0);
    heard(1, peer);

    assertThat(table.failed(2, peer.id())).isEmpty();
    assertThat(table.failed(3, peer.id())).isEmpty();
    assertThat(table.size()).isEqualTo(1);
    table.failed(4, peer.id());
    assertThat(table.size()).isZero();
  }

  @Test
  void oneNetworkHoldsTwoOfABucketAndThreeOfTheTable() {
    assertThat(heard(0, contact(new KadKey(-1, 0, 0, 1), "20.1.1.1")))
        .isEqualTo(RoutingTable.Offer.KEPT);
    assertThat(heard(0, contact(new KadKey(-1, 0, 0, 2), "20.1.2.1")))
        .isEqualTo(RoutingTable.Offer.KEPT);
    assertThat(heard(0, contact(new KadKey(-1, 0, 0, 3), "20.1.3.1")))
        .isEqualTo(RoutingTable.Offer.REFUSED);
    assertThat(heard(0, contact(new KadKey(1, 0, 0, 0), "20.1.4.1")))
        .isEqualTo(RoutingTable.Offer.KEPT);
    assertThat(heard(0, contact(new KadKey(0, 1, 0, 0), "20.1.5.1")))
        .isEqualTo(RoutingTable.Offer.REFUSED);
    assertThat(heard(0, contact(new KadKey(0, 1, 0, 0), "20.2.5.1")))
        .isEqualTo(RoutingTable.Offer.KEPT);
  }

  @Test
  void aPeerThatLeavesGivesItsNetworksPlaceBack() {
    Contact gone = contact(new KadKey(-1, 0, 0, 1), "20.1.1.1");
    Contact same = new Contact(gone.id(), KadKey.of(gone.id()), gone.addrs());
    heard(0, same);
    table.remove(gone.id());
    heard(0, contact(new KadKey(-1, 0, 0, 2), "20.1.2.1"));

    assertThat(heard(0, contact(new KadKey(-1, 0, 0, 3), "20.1.3.1")))
        .isEqualTo(RoutingTable.Offer.KEPT);
  }

  @Test
  void countsIpv6NetworksAndMappedAddressesToo() {
    assertThat(Diversity.PUBLIC.tableGroup(addr("2001:db9:1::1")))
        .isEqualTo(Diversity.PUBLIC.tableGroup(addr("2001:db9:ffff::2")))
        .isNotEqualTo(Diversity.PUBLIC.tableGroup(addr("2001:dba::1")));
    assertThat(Diversity.PUBLIC.tableGroup(addr("::ffff:20.1.2.3")))
        .isPresent()
        .isEqualTo(Diversity.PUBLIC.tableGroup(addr("20.1.9.9")));
  }

  @Test
  void aPrivateNetworkDoesNotCountItsOwnAddresses() {
    assertThat(Diversity.PRIVATE.tableGroup(addr("10.0.0.1"))).isEmpty();
    assertThat(Diversity.PRIVATE.tableGroup(addr("127.0.0.1"))).isEmpty();
    assertThat(Diversity.PRIVATE.tableGroup(addr("20.0.0.1"))).isPresent();
    assertThat(Diversity.PUBLIC.tableGroup(addr("10.0.0.1"))).isPresent();
  }

  @Test
  void aPublicNetworkHasNoPrivateAddresses() {
    List<Multiaddr> mixed = List.of(addr("10.0.0.1"), addr("20.0.0.1"), addr("127.0.0.1"));

    assertThat(Diversity.PUBLIC.plausible(mixed)).containsExactly(addr("20.0.0.1"));
    assertThat(Diversity.PRIVATE.plausible(mixed)).isEqualTo(mixed);
  }

  @Test
  void findsTheTrulyClosest() {
    Seeds.forAll(
        50,
        source -> {
          KadKey self = KadKey.of(randomId(source));
          RoutingTable many = new RoutingTable(self, 20, Diversity.PRIVATE);
          List<Contact> kept = new ArrayList<>();
          for (int i = 0; i < 300; i++) {
            Contact contact = Contact.of(randomId(source), List.of(addr("10.0.0.1")));
            if (many.heard(i, contact, addr("10.0.0.1")) == RoutingTable.Offer.KEPT) {
              kept.add(contact);
            }
          }
          KadKey target =
              source.nextBoolean()
                  ? KadKey.of(randomId(source))
                  : new KadKey(self.a(), self.b() ^ 1, 0, 0);
          kept.sort((x, y) -> target.compareDistance(x.key(), y.key()));
          assertThat(many.closest(target, 20)).isEqualTo(kept.subList(0, 20));
          assertThat(many.closest(target, 1000)).isEqualTo(kept);
          assertThat(many.size()).isEqualTo(kept.size());
        });
  }

  @Test
  void namesTheLongestSilentFirst() {
    Contact early = real(0);
    Contact late = real(0);
    heard(1, early);
    heard(5, late);
    heard(9, early);

    assertThat(table.silentSince(5, 9)).isEmpty();
    assertThat(table.silentSince(6, 9)).containsExactly(late);
    assertThat(table.silentSince(10, 9)).containsExactly(late, early);
    assertThat(table.silentSince(10, 1)).containsExactly(late);
  }
}
