package network.clawnet.p2p.gossip.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import org.junit.jupiter.api.Test;

final class CachesTest {
  private static final PeerId ALICE = PeerId.of(PublicKey.of(new byte[32]));
  private static final Message MESSAGE = Message.anonymous("t", new byte[100]);

  private static MessageId id(int number) {
    return MessageId.of(new byte[] {(byte) number});
  }

  @Test
  void gossipsForThreeHeartbeatsAndGivesForFive() {
    MessageCache cache = new MessageCache();
    cache.put(id(1), MESSAGE);

    for (int beat = 0; beat < 2; beat++) {
      cache.shift();
      assertThat(cache.recent("t")).containsExactly(id(1));
    }
    cache.shift();
    assertThat(cache.recent("t")).isEmpty();
    cache.shift();
    assertThat(cache.give(id(1), ALICE)).contains(MESSAGE);
    cache.shift();
    assertThat(cache.give(id(1), ALICE)).isEmpty();
    assertThat(cache.size()).isZero();
  }

  @Test
  void givesAPeerAMessageThreeTimes() {
    MessageCache cache = new MessageCache();
    cache.put(id(1), MESSAGE);

    for (int i = 0; i < MessageCache.MAX_GIVEN; i++) {
      assertThat(cache.give(id(1), ALICE)).isPresent();
    }
    assertThat(cache.give(id(1), ALICE)).isEmpty();
  }

  @Test
  void dropsTheOldestBeyondItsBytes() {
    int each = MESSAGE.rpc().length;
    MessageCache cache = new MessageCache(3L * each);
    for (int i = 1; i <= 4; i++) {
      cache.put(id(i), MESSAGE);
    }
    cache.put(id(4), MESSAGE);

    assertThat(cache.recent("t")).containsExactly(id(2), id(3), id(4));
    assertThat(cache.recent("u")).isEmpty();
  }

  @Test
  void knowsAMessageUntilItsTimeIsOver() {
    SeenCache seen = new SeenCache(100);
    seen.add(id(1), SeenCache.Fate.VALID, 1000);
    seen.add(id(2), SeenCache.Fate.INVALID, 1050);
    seen.add(id(1), SeenCache.Fate.INVALID, 1060);

    assertThat(seen.find(id(1)).orElseThrow().fate()).isEqualTo(SeenCache.Fate.VALID);
    seen.expire(1099);
    assertThat(seen.contains(id(1))).isTrue();
    seen.expire(1100);
    assertThat(seen.contains(id(1))).isFalse();
    assertThat(seen.contains(id(2))).isTrue();
  }

  @Test
  void forgetsTheOldestIdBeyondItsNumber() {
    SeenCache seen = new SeenCache(100, 2);
    seen.add(id(1), SeenCache.Fate.VALID, 0);
    seen.add(id(2), SeenCache.Fate.VALID, 0);
    assertThat(seen.contains(id(1))).isTrue();
    seen.add(id(3), SeenCache.Fate.VALID, 0);

    assertThat(seen.contains(id(1))).isFalse();
    assertThat(seen.size()).isEqualTo(2);
  }

  @Test
  void countsThePromisesThatWereNotKept() {
    Promises promises = new Promises(3000);
    promises.promise(id(1), ALICE, 0);
    promises.promise(id(2), ALICE, 10);
    promises.promise(id(3), ALICE, 10);
    promises.keep(id(3));
    Map<PeerId, Integer> broken = new HashMap<>();

    promises.broken(2999, broken::put);
    assertThat(broken).isEmpty();
    promises.broken(3000, broken::put);
    assertThat(broken).containsEntry(ALICE, 1);
    broken.clear();
    promises.broken(3010, broken::put);
    assertThat(broken).containsEntry(ALICE, 1);
    broken.clear();
    promises.broken(9999, broken::put);
    assertThat(broken).isEmpty();
  }

  @Test
  void asksAgainAfterAWhile() {
    Promises promises = new Promises(3000);
    promises.ask(id(1), 0);

    assertThat(promises.isAsked(id(1), Promises.ASK_AGAIN_MILLIS - 1)).isTrue();
    assertThat(promises.isAsked(id(1), Promises.ASK_AGAIN_MILLIS)).isFalse();
    promises.keep(id(1));
    assertThat(promises.isAsked(id(1), 1)).isFalse();
  }
}
