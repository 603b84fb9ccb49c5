package network.clawnet.p2p.kad.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class LookupTest {
  private static final LookupLimits LIMITS = new LookupLimits(20, 10, 3, 3, 240, Diversity.PUBLIC);
  private static final LookupLimits ONE_PATH = new LookupLimits(20, 10, 3, 1, 60, Diversity.PUBLIC);

  private final Random random = new Random(5);
  private final PeerId self = id(random);
  private final KadKey target = KadKey.of(id(random));

  private static PeerId id(Random random) {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  private static Multiaddr addr(String ip) {
    try {
      return Multiaddr.parse("/ip4/" + ip + "/tcp/4001");
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private Contact anyone() {
    return anyone(random);
  }

  private static Contact anyone(Random random) {
    String ip =
        (11 + random.nextInt(80)) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".1";
    return Contact.of(id(random), List.of(addr(ip)));
  }

  private List<Contact> some(int count) {
    List<Contact> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(anyone());
    }
    return some;
  }

  private static KadPeer named(Contact contact) {
    return new KadPeer(contact.id(), contact.addrs());
  }

  private static List<KadPeer> named(List<Contact> contacts) {
    return contacts.stream().map(LookupTest::named).toList();
  }

  private static List<Contact> closest(List<Contact> all, KadKey target, int count) {
    List<Contact> sorted = new ArrayList<>(all);
    sorted.sort((x, y) -> target.compareDistance(x.key(), y.key()));
    return sorted.subList(0, Math.min(count, sorted.size()));
  }

  private Lookup lookup(LookupLimits limits, Contact... seeds) {
    return new Lookup(self, target, limits, List.of(seeds));
  }

  @Test
  void isOverAtOnceIfNobodyIsKnown() {
    Lookup lookup = lookup(LIMITS);

    assertThat(lookup.next()).isEmpty();
    assertThat(lookup.isOver()).isTrue();
    assertThat(lookup.closest()).isEmpty();
    assertThat(lookup.hops()).isZero();
  }

  @Test
  void asksNoMoreAtOnceThanItMay() {
    Lookup lookup = new Lookup(self, target, LIMITS, some(60));

    List<Contact> asked = lookup.next();

    assertThat(asked).hasSize(12).doesNotHaveDuplicates(); // three paths of ten thirds
    assertThat(lookup.next()).isEmpty();
    lookup.failed(asked.get(0).id());
    assertThat(lookup.next()).hasSize(1);
  }

  @Test
  void findsTheClosestOfANetworkThatKnowsEnough() {
    Seeds.forAll(
        10,
        source -> {
          List<Contact> all = new ArrayList<>();
          for (int i = 0; i < 300; i++) {
            all.add(anyone(source));
          }
          KadKey key = KadKey.of(id(source));
          Lookup lookup = new Lookup(self, key, LIMITS, all.subList(0, 20));
          Deque<Contact> asked = new ArrayDeque<>(lookup.next());
          while (!lookup.isOver()) {
            Contact next = asked.removeFirst();
            List<Contact> knows = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
              knows.add(all.get(source.nextInt(all.size())));
            }
            lookup.answered(next.id(), named(closest(knows, key, 20)));
            asked.addAll(lookup.next());
          }
          Set<Contact> truth = new HashSet<>(closest(all, key, 20));
          assertThat(lookup.closest().subList(0, 20)).filteredOn(truth::contains).hasSize(20);
          assertThat(lookup.closest().size()).isBetween(20, 29);
        });
  }

  @Test
  void asksNobodyTwiceAndNeverItself() {
    Contact seed = anyone();
    Contact other = anyone();
    Lookup lookup = lookup(LIMITS, seed);
    lookup.next();
    lookup.answered(
        seed.id(), List.of(named(seed), named(other), named(other), new KadPeer(self, List.of())));

    assertThat(lookup.next()).extracting(Contact::id).containsExactly(other.id());
    lookup.answered(other.id(), List.of(named(seed)));
    assertThat(lookup.next()).isEmpty();
    assertThat(lookup.isOver()).isTrue();
    assertThat(lookup.hops()).isBetween(1, 2);
  }

  @Test
  void ignoresAnswersNobodyAskedFor() {
    Contact seed = anyone();
    Lookup lookup = lookup(LIMITS, seed);

    lookup.answered(seed.id(), named(some(3)));
    lookup.failed(seed.id());
    lookup.answered(id(random), named(some(3)));

    assertThat(lookup.next()).containsExactly(seed);
  }

  @Test
  void takesNoMoreNamesFromOneAnswerThanTheResultHas() {
    Contact seed = anyone();
    Lookup lookup = lookup(ONE_PATH, seed);
    lookup.next();
    lookup.answered(seed.id(), named(some(10_000)));

    int asked = 0;
    for (List<Contact> next = lookup.next(); !next.isEmpty(); next = lookup.next()) {
      asked += next.size();
      next.forEach(it -> lookup.answered(it.id(), List.of()));
    }
    assertThat(asked).isBetween(19, 20); // the seed may be one of the twenty
  }

  @Test
  void endsHoweverManyPeersAreInvented() {
    Lookup lookup = new Lookup(self, target, LIMITS, some(20));
    int rounds = 0;
    while (!lookup.isOver()) {
      assertThat(rounds++).isLessThan(1000);
      for (Contact asked : lookup.next()) {
        lookup.answered(asked.id(), named(closest(some(25), target, 20)));
      }
    }
    assertThat(lookup.requests()).isLessThanOrEqualTo(LIMITS.maxRequests());
  }

  @Test
  void asksTwoOfOneNetworkOnAPath() {
    Contact seed = anyone();
    Lookup lookup = lookup(ONE_PATH, seed);
    lookup.next();
    List<KadPeer> sybils = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      sybils.add(new KadPeer(id(random), List.of(addr("66.6.6." + i))));
    }
    lookup.answered(seed.id(), sybils);

    assertThat(lookup.next()).hasSize(2);
  }

  @Test
  void oneTrueAddressDoesNotHideAmongInventedOnes() {
    Contact seed = anyone();
    Lookup lookup = lookup(ONE_PATH, seed);
    lookup.next();
    List<KadPeer> sybils = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      List<Multiaddr> addrs =
          List.of(anyone().addrs().get(0), addr("66.6.6." + i), anyone().addrs().get(0));
      sybils.add(new KadPeer(id(random), addrs));
    }
    lookup.answered(seed.id(), sybils);

    assertThat(lookup.next()).hasSize(2);
  }

  @Test
  void anAbsentPeerGivesItsNetworksPlaceBack() {
    Contact seed = anyone();
    Lookup lookup = lookup(ONE_PATH, seed, anyone());
    lookup.next();
    List<KadPeer> three = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      three.add(new KadPeer(id(random), List.of(addr("66.6.6." + i))));
    }
    lookup.answered(seed.id(), three.subList(0, 2));
    List<Contact> asked = lookup.next();
    lookup.failed(asked.get(0).id());
    lookup.answered(asked.get(1).id(), three.subList(2, 3));

    assertThat(lookup.next()).extracting(Contact::id).containsExactly(three.get(2).id());
  }

  @Test
  void leavesOutTheNamesOfOneWhoNamedSeveralAbsentPeers() {
    Contact liar = anyone();
    Lookup lookup = lookup(ONE_PATH, liar);
    lookup.next();
    lookup.answered(liar.id(), named(some(20)));

    int asked = 0;
    for (List<Contact> next = lookup.next(); !next.isEmpty(); next = lookup.next()) {
      asked += next.size();
      next.forEach(it -> lookup.failed(it.id()));
    }
    assertThat(asked).isEqualTo(10); // those already under way when the doubt arose
    assertThat(lookup.isOver()).isTrue();
  }

  @Test
  void believesADoubtfulNameThatAnotherConfirms() {
    Contact liar = anyone();
    Contact honest = anyone();
    Lookup lookup = lookup(ONE_PATH, liar, honest);
    lookup.next();
    List<Contact> names = some(20);
    Contact real = closest(names, target, 20).get(19);
    lookup.answered(liar.id(), named(names));
    for (List<Contact> next = lookup.next(); !next.isEmpty(); next = lookup.next()) {
      next.forEach(it -> lookup.failed(it.id()));
    }

    lookup.answered(honest.id(), named(List.of(real)));

    assertThat(lookup.next()).extracting(Contact::id).containsExactly(real.id());
  }

  @Test
  void aFalseAddressDoesNotHideATrueOne() {
    Contact liar = anyone();
    Contact honest = anyone();
    Contact victim = anyone();
    Lookup lookup = lookup(ONE_PATH, liar, honest);
    lookup.next();
    lookup.answered(liar.id(), List.of(new KadPeer(victim.id(), List.of(addr("99.9.9.9")))));
    assertThat(lookup.next()).extracting(Contact::id).containsExactly(victim.id());
    lookup.failed(victim.id());

    lookup.answered(honest.id(), List.of(named(victim)));

    assertThat(lookup.next()).containsExactly(victim);
  }

  @Test
  void knowsBothAddressesOfAPeerBeforeItAsks() {
    Contact liar = anyone();
    Contact honest = anyone();
    Contact victim = closest(some(20), target, 20).get(19); // asked last
    LookupLimits one = new LookupLimits(20, 1, 3, 1, 60, Diversity.PUBLIC);
    Lookup lookup = lookup(one, liar, honest);
    Multiaddr invented = addr("99.9.9.9");
    KadPeer lie = new KadPeer(victim.id(), List.of(invented));
    for (int i = 0; i < 2; i++) {
      Contact asked = lookup.next().get(0);
      lookup.answered(asked.id(), List.of(asked.equals(liar) ? lie : named(victim)));
    }

    assertThat(lookup.next().get(0).addrs()).contains(invented, victim.addrs().get(0));
  }

  @Test
  void aLiarLeadsOnlyItsOwnPathAstray() {
    List<Contact> honest = some(9);
    Contact liar = closest(honest, target, 1).get(0);
    Contact goal = anyone();
    Lookup lookup = new Lookup(self, KadKey.of(goal.id()), LIMITS, honest);
    boolean found = false;
    while (!lookup.isOver()) {
      List<Contact> next = lookup.next();
      for (Contact asked : next) {
        found |= asked.id().equals(goal.id());
        boolean lies = asked.equals(liar) || (!honest.contains(asked) && !asked.equals(goal));
        List<Contact> sybils = closest(some(200), KadKey.of(goal.id()), 20);
        lookup.answered(asked.id(), lies ? named(sybils) : List.of(named(goal)));
      }
    }

    assertThat(found).isTrue();
    assertThat(lookup.closest()).extracting(Contact::id).contains(goal.id());
  }

  @Test
  void goesOnOverTheAbsentUntilEnoughHaveAnswered() {
    List<Contact> seeds = some(40);
    Lookup lookup = new Lookup(self, target, LIMITS, seeds);
    Set<Contact> dead = new HashSet<>(closest(seeds, target, 15));
    while (!lookup.isOver()) {
      for (Contact asked : lookup.next()) {
        if (dead.contains(asked)) {
          lookup.failed(asked.id());
        } else {
          lookup.answered(asked.id(), List.of());
        }
      }
    }

    assertThat(lookup.closest().subList(0, 20))
        .isEqualTo(closest(seeds, target, 35).subList(15, 35));
  }

  @Test
  void stopsWhenToldTo() {
    Lookup lookup = new Lookup(self, target, LIMITS, some(20));
    List<Contact> asked = lookup.next();
    lookup.stop();
    lookup.answered(asked.get(0).id(), named(some(5)));

    assertThat(lookup.isOver()).isTrue();
    assertThat(lookup.next()).isEmpty();
    assertThat(lookup.closest()).containsExactly(asked.get(0));
  }
}
