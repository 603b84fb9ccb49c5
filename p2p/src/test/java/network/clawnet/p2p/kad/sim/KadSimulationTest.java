package network.clawnet.p2p.kad.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.machine.KadCommand;
import network.clawnet.p2p.kad.machine.KadConfig;
import network.clawnet.p2p.kad.machine.KadOutcome;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.record.Validator;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.kad.table.KadKey;
import org.junit.jupiter.api.Test;

final class KadSimulationTest {
  private static final int LOOKUPS = 40;

  /** Admits values of the form {@code digit…}; the highest digit is the best. */
  private static final Validator DIGITS =
      new Validator() {
        @Override
        public boolean isValid(byte[] key, byte[] value) {
          return value.length > 0 && value[0] >= '0' && value[0] <= '9';
        }

        @Override
        public int select(byte[] key, List<byte[]> values) {
          int best = 0;
          for (int i = 1; i < values.size(); i++) {
            best = values.get(i)[0] > values.get(best)[0] ? i : best;
          }
          return best;
        }
      };

  private static KadNetwork network(long seed, int size) {
    KadNetwork dht =
        new KadNetwork(
            seed, KadConfig.server(Diversity.PUBLIC), new Validators(Map.of("v", DIGITS)));
    dht.grow(size, 30, 20_000);
    return dht;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void fiveHundredNodesFindOneAnotherInAFewHops() {
    KadNetwork dht = network(1, 500);

    KadSimulation.Figures figures = KadSimulation.lookups(dht, LOOKUPS);

    assertThat(figures.share()).isEqualTo(1.0);
    assertThat(figures.maxHops()).isLessThanOrEqualTo(4);
    assertThat(figures.requests()).isLessThan(40);
  }

  @Test
  void findsTheTrulyClosestBeforeAndAfterAFifthHasDied() {
    KadNetwork dht = network(2, 200);
    assertThat(closestShare(dht)).isGreaterThan(0.98);

    dht.kill(0.2);
    assertThat(closestShare(dht)).isGreaterThan(0.95);
    assertThat(KadSimulation.lookups(dht, LOOKUPS).share()).isGreaterThan(0.98);
  }

  private static double closestShare(KadNetwork dht) {
    int right = 0;
    for (int i = 0; i < LOOKUPS; i++) {
      byte[] key = dht.randomId().multihash();
      SimPeer asking = dht.anyone();
      KadNetwork.Result result = dht.run(asking, new KadCommand.FindClosest(key));
      Set<PeerId> found = new HashSet<>();
      ((KadOutcome.Peers) result.outcome()).peers().forEach(it -> found.add(it.id()));
      for (SimPeer peer : dht.closestUp(KadKey.of(key), 20)) {
        right += peer == asking || found.contains(peer.id) ? 1 : 0;
      }
    }
    return right / (20.0 * LOOKUPS);
  }

  @Test
  void providersAreFoundAfterMostOfTheirKeepersHaveDied() {
    KadNetwork dht = network(3, 150);
    byte[] key = dht.randomId().multihash();
    SimPeer provider = dht.anyone();
    KadNetwork.Result stored = dht.run(provider, new KadCommand.Provide(key));
    assertThat(stored.outcome())
        .isInstanceOfSatisfying(
            KadOutcome.Stored.class, it -> assertThat(it.peers()).isGreaterThanOrEqualTo(19));
    List<SimPeer> keepers = dht.closestUp(KadKey.of(key), 14);
    keepers.stream().filter(it -> it != provider).forEach(it -> dht.network.crash(it.number));

    KadNetwork.Result found = dht.run(dht.anyone(), new KadCommand.FindProviders(key, 1));

    assertThat(found.outcome())
        .isEqualTo(new KadOutcome.Peers(List.of(new KadPeer(provider.id, List.of(provider.addr)))));
  }

  @Test
  void theBestValueWinsAndReplacesWorseOnes() {
    KadNetwork dht = network(4, 120);
    byte[] key = text("/v/name");
    dht.run(dht.anyone(), new KadCommand.PutValue(key, text("1 old")));
    List<SimPeer> keepers = dht.closestUp(KadKey.of(key), 20);
    dht.run(keepers.get(0), new KadCommand.PutValue(key, text("2 new")));

    for (int i = 0; i < 5; i++) {
      KadNetwork.Result got = dht.run(dht.anyone(), new KadCommand.GetValue(key, 0));
      assertThat(got.outcome())
          .isInstanceOfSatisfying(
              KadOutcome.Value.class, it -> assertThat(it.value()).isEqualTo(text("2 new")));
    }
    KadNetwork.Result refused =
        dht.run(dht.anyone(), new KadCommand.PutValue(key, text("no digit")));
    assertThat(refused.outcome()).isInstanceOf(KadOutcome.Nothing.class);
  }

  @Test
  void sybilsOfOneNetworkAroundAKeyAreNotBelieved() {
    KadNetwork dht = network(5, 200);
    SimPeer victim = dht.anyone();
    List<KadPeer> sybils =
        Attack.names(dht, victim.contact.key(), 12, 60, () -> dht.addr(66, 6, 6));
    Attack.inhabit(dht, sybils);
    Attack.spread(dht, victim, sybils, 0.2);

    assertThat(Attack.shareThatFinds(dht, victim, LOOKUPS)).isGreaterThan(0.95);
  }

  @Test
  void inventedPeersAtInventedAddressesOnlyCostTime() {
    KadNetwork dht = network(6, 200);
    SimPeer victim = dht.anyone();
    List<KadPeer> nobody = Attack.names(dht, victim.contact.key(), 12, 60, dht::randomAddr);
    Attack.spread(dht, victim, nobody, 0.2);

    assertThat(Attack.shareThatFinds(dht, victim, LOOKUPS)).isGreaterThan(0.95);
  }

  @Test
  void falseAddressesOfAPeerDoNotHideIt() {
    KadNetwork dht = network(7, 200);
    SimPeer victim = dht.anyone();
    List<KadPeer> lies = List.of(new KadPeer(victim.id, List.of(dht.randomAddr())));
    Attack.spread(dht, victim, lies, 0.2);

    assertThat(Attack.shareThatFinds(dht, victim, LOOKUPS)).isGreaterThan(0.95);
  }

  @Test
  void providersAreFoundAmongColludingPeersOfManyNetworks() {
    KadNetwork dht = network(8, 200);
    byte[] key = dht.randomId().multihash();
    SimPeer provider = dht.anyone();
    dht.run(provider, new KadCommand.Provide(key));
    List<KadPeer> colluding = Attack.names(dht, KadKey.of(key), 11, 30, dht::randomAddr);
    Attack.inhabit(dht, colluding);
    Attack.spread(dht, provider, colluding, 0.1);

    assertThat(Attack.shareThatFinds(dht, provider, key, LOOKUPS)).isGreaterThan(0.9);
  }

  @Test
  void oneNetworkDoesNotFillATable() {
    KadNetwork dht = network(9, 100);
    SimPeer victim = dht.anyone();
    for (int i = 0; i < 100; i++) {
      SimPeer sybil = dht.add(dht.randomId(), dht.addr(66, 6, 6));
      dht.run(sybil, new KadCommand.FindPeer(victim.id));
      sybil.machine.seeds(dht.network.nowMillis(), List.of(victim.contact));
    }
    dht.network.runFor(60_000);

    for (SimPeer peer : dht.peers.subList(0, 100)) {
      List<Contact> table = peer.machine.table().all();
      long sybils = table.stream().filter(KadSimulationTest::isSybil).count();
      assertThat(sybils).isLessThanOrEqualTo(3);
    }
    assertThat(Attack.shareThatFinds(dht, victim, LOOKUPS)).isEqualTo(1.0);
  }

  private static boolean isSybil(Contact contact) {
    byte[] ip = contact.addrs().get(0).ip().orElseThrow();
    return Arrays.equals(Arrays.copyOf(ip, 3), new byte[] {66, 6, 6});
  }

  @Test
  void aNodeThatWasCutOffForAnHourComesBackByItsSeeds() {
    KadNetwork dht = network(10, 60);
    SimPeer lost = dht.peers.get(30);
    dht.network.isolate(List.of(lost.number));
    dht.network.runFor(3_600_000);
    assertThat(lost.machine.table().size()).isZero();

    dht.network.heal();
    dht.peers.forEach(peer -> peer.met.clear(lost.number)); // its connections are long closed
    dht.network.runFor(30_000);

    assertThat(lost.machine.table().size()).isGreaterThan(20);
    assertThat(Attack.shareThatFinds(dht, lost, LOOKUPS)).isEqualTo(1.0);
  }
}
