package network.clawnet.p2p.kad.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.KadRecord;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.IdentityKey;
import org.junit.jupiter.api.Test;

final class KadStoresTest {
  private static final StoreLimits LIMITS = new StoreLimits(1000, 5, 4, 3, 2, 100, 100, 50);

  /** Admits all; the longer value is the better one. */
  private static final Validator LONGER =
      new Validator() {
        @Override
        public boolean isValid(byte[] key, byte[] value) {
          return true;
        }

        @Override
        public int select(byte[] key, List<byte[]> values) {
          return values.get(0).length >= values.get(1).length ? 0 : 1;
        }
      };

  private final Random random = new Random(3);
  private final KadKey self = KadKey.of(id());
  private final Validators validators =
      new Validators(Map.of("v", LONGER, PublicKeyValidator.NAMESPACE, new PublicKeyValidator()));
  private final ValueStore values = new ValueStore(self, validators, LIMITS);
  private final ProviderStore providers = new ProviderStore(self, LIMITS, Diversity.PUBLIC);
  private final PeerId alice = id();

  private PeerId id() {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static KadRecord item(String key, int bytes) {
    return new KadRecord(key(key), new byte[bytes]);
  }

  private static Multiaddr addr(String ip) {
    try {
      return Multiaddr.parse("/ip4/" + ip + "/tcp/4001");
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KadPeer at(PeerId id, String ip) {
    return new KadPeer(id, List.of(addr(ip)));
  }

  private boolean provide(long now, String key, PeerId id, String ip) {
    return providers.add(now, key(key), at(id, ip), addr(ip));
  }

  @Test
  void keepsAValueUntilItExpires() {
    assertThat(values.put(0, alice, item("/v/a", 10))).isEqualTo(ValueStore.Put.STORED);

    assertThat(values.get(99, key("/v/a"))).isPresent();
    assertThat(values.get(100, key("/v/a"))).isEmpty();
    assertThat(values.bytes()).isZero();
  }

  @Test
  void storesNothingOfAnUnknownNamespace() {
    for (String key : List.of("/w/a", "/v", "v/a", "/", "", "//a")) {
      assertThat(values.put(0, alice, item(key, 1))).isEqualTo(ValueStore.Put.INVALID);
    }
  }

  @Test
  void keepsTheBetterOfTwo() {
    values.put(0, alice, item("/v/a", 10));

    assertThat(values.put(1, alice, item("/v/a", 9))).isEqualTo(ValueStore.Put.WORSE);
    assertThat(values.put(1, alice, item("/v/a", 10))).isEqualTo(ValueStore.Put.STORED);
    assertThat(values.put(1, alice, item("/v/a", 11))).isEqualTo(ValueStore.Put.STORED);
    assertThat(values.size()).isEqualTo(1);
    assertThat(values.bytes()).isEqualTo(4 + 11);
  }

  @Test
  void onePeerBringsNoMoreThanItsShare() {
    for (int i = 0; i < 5; i++) {
      assertThat(values.put(0, alice, item("/v/" + i, 1))).isEqualTo(ValueStore.Put.STORED);
    }

    assertThat(values.put(0, alice, item("/v/5", 1))).isEqualTo(ValueStore.Put.FULL);
    assertThat(values.put(0, alice, item("/v/4", 2))).isEqualTo(ValueStore.Put.STORED);
    assertThat(values.put(0, id(), item("/v/5", 1))).isEqualTo(ValueStore.Put.STORED);
    values.expire(100);
    assertThat(values.size()).isZero();
    assertThat(values.put(101, alice, item("/v/5", 1))).isEqualTo(ValueStore.Put.STORED);
  }

  @Test
  void aFullStoreKeepsWhatIsClosestToTheNode() {
    List<KadKey> all = new ArrayList<>();
    List<KadKey> kept = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      values.put(0, id(), item("/v/" + i, 90));
    }
    for (int i = 0; i < 200; i++) {
      KadKey distance = self.distance(KadKey.of(key("/v/" + i)));
      all.add(distance);
      if (values.get(1, key("/v/" + i)).isPresent()) {
        kept.add(distance);
      }
    }
    Collections.sort(all);
    Collections.sort(kept);

    assertThat(values.bytes()).isBetween(800L, 1000L);
    assertThat(kept).isEqualTo(all.subList(0, values.size()));
  }

  @Test
  void aKeyIsValidUnderItsOwnNameOnly() {
    byte[] raw = new byte[PublicKey.BYTES];
    IdentityKey identity = IdentityKey.of(PublicKey.of(raw));
    byte[] value = identity.encode();
    byte[] name = concat(key("/pk/"), identity.peerId().multihash());
    byte[] other = concat(key("/pk/"), id().multihash());

    assertThat(validators.isValid(name, value)).isTrue();
    assertThat(validators.isValid(other, value)).isFalse();
    assertThat(validators.isValid(name, new byte[] {1})).isFalse();
    assertThat(validators.isValid(key("/pk/"), value)).isFalse();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Test
  void aProviderOutlivesItsAddresses() {
    assertThat(provide(0, "a", alice, "20.1.1.1")).isTrue();

    assertThat(providers.get(49, key("a"))).containsExactly(at(alice, "20.1.1.1"));
    assertThat(providers.get(50, key("a"))).containsExactly(new KadPeer(alice, List.of()));
    assertThat(providers.get(100, key("a"))).isEmpty();
    assertThat(providers.size()).isZero();
  }

  @Test
  void oneKeyKeepsItsNewestProviders() {
    PeerId bob = id();
    provide(0, "a", alice, "20.1.1.1");
    provide(1, "a", bob, "20.2.1.1");
    provide(2, "a", id(), "20.3.1.1");
    provide(3, "a", alice, "20.1.1.9");
    provide(4, "a", id(), "20.4.1.1");

    assertThat(providers.get(5, key("a"))).hasSize(3).contains(at(alice, "20.1.1.9"));
    assertThat(providers.get(5, key("a"))).extracting(KadPeer::id).doesNotContain(bob);
  }

  @Test
  void oneNetworkProvidesAKeyTwice() {
    assertThat(provide(0, "a", id(), "20.1.1.1")).isTrue();
    assertThat(provide(0, "a", alice, "20.1.1.2")).isTrue();
    assertThat(provide(0, "a", id(), "20.1.1.3")).isFalse();
    assertThat(provide(0, "a", alice, "20.1.1.2")).isTrue();
    assertThat(provide(0, "a", id(), "20.1.2.3")).isTrue();
  }

  @Test
  void onePeerProvidesNoMoreThanItsShare() {
    assertThat(provide(0, "a", alice, "20.1.1.1")).isTrue();
    assertThat(provide(0, "b", alice, "20.1.1.1")).isTrue();
    assertThat(provide(0, "c", alice, "20.1.1.1")).isFalse();
    assertThat(provide(0, "b", alice, "20.1.1.1")).isTrue();
    providers.expire(100);
    assertThat(provide(100, "c", alice, "20.1.1.1")).isTrue();
  }

  @Test
  void keepsNoMoreKeysThanItMayAndThoseClosest() {
    for (int i = 0; i < 100; i++) {
      provide(0, "k" + i, id(), "20." + i + ".1.1");
    }

    assertThat(providers.size()).isEqualTo(4);
  }

  @Test
  void aPeerThatAsksTooMuchHasToWait() {
    RequestBudget budget = new RequestBudget(10, 3);

    for (int i = 0; i < 3; i++) {
      assertThat(budget.take(0, alice)).isTrue();
    }
    assertThat(budget.take(99, alice)).isFalse();
    assertThat(budget.take(99, id())).isTrue();
    assertThat(budget.take(100, alice)).isTrue();
    assertThat(budget.take(100, alice)).isFalse();
    assertThat(budget.take(100_000, alice)).isTrue();
  }
}
