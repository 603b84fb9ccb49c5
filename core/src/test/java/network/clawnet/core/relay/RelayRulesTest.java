package network.clawnet.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both sides of each limit of the relay. */
class RelayRulesTest {
  private static final long SECOND = 1_000_000_000L;

  private final PeerId peer = peer(0);
  private final Did issuer = new TestActor("issuer").did();

  private static PeerId peer(int index) {
    return PeerId.of(new TestActor("peer " + index).did().key());
  }

  private static Hash hash(int number) {
    return Hash.sha256(new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)});
  }

  @Test
  void aPeerHasABurstAndThenItsRate() {
    Ingress ingress = new Ingress(it -> false);

    assertThat(ingress.allows(peer, Ingress.BURST_EVENTS, 1, 0)).isTrue();
    assertThat(ingress.allows(peer, 1, 1, 0)).isFalse();
    assertThat(ingress.allows(peer(1), 1, 1, 0)).isTrue();
    assertThat(ingress.allows(peer, Ingress.EVENTS_PER_SECOND + 1, 1, SECOND)).isFalse();
    assertThat(ingress.allows(peer, Ingress.EVENTS_PER_SECOND, 1, SECOND)).isTrue();
  }

  @Test
  void bytesCountAsEventsDo() {
    Ingress ingress = new Ingress(it -> false);

    assertThat(ingress.allows(peer, 1, Ingress.BYTES_PER_SECOND + 1, 0)).isFalse();
    assertThat(ingress.allows(peer, 1, Ingress.BYTES_PER_SECOND, 0)).isTrue();
    assertThat(ingress.allows(peer, 1, 1, 0)).isFalse();
  }

  @Test
  void remembersSoManyEventsAndNoMore() {
    Ingress ingress = new Ingress(it -> false);
    assertThat(ingress.isKnown(Hash.ZERO)).isFalse();
    assertThat(ingress.isKnown(Hash.ZERO)).isTrue();
    for (int i = 0; i < Ingress.MAX_SEEN; i++) {
      assertThat(
              ingress.isKnown(
                  Hash.sha256(
                      new byte[] {1}, Integer.toString(i).getBytes(StandardCharsets.US_ASCII))))
          .isFalse();
    }

    assertThat(ingress.isKnown(Hash.ZERO)).isFalse();
  }

  @Test
  void aRunOfEventsThatWaitedComesOutInOrder() {
    Gaps gaps = new Gaps();
    for (long nonce : new long[] {4, 3, 6}) {
      assertThat(gaps.keep(new Gaps.Place(issuer, nonce), new byte[1], peer, 0)).isTrue();
    }
    assertThat(gaps.keep(new Gaps.Place(issuer, 4), new byte[2], peer, 0)).isFalse();

    assertThat(gaps.takeAfter(issuer, 1)).isEmpty();
    assertThat(gaps.takeAfter(issuer, 2))
        .extracting(it -> it.place().nonce())
        .containsExactly(3L, 4L);
    assertThat(gaps.size()).isEqualTo(1);
  }

  @Test
  void oneIssuerAndOnePeerHaveTheirShareOfTheGaps() {
    Gaps gaps = new Gaps();
    for (int i = 0; i < Gaps.MAX_EVENTS / 5; i++) {
      assertThat(gaps.keep(new Gaps.Place(issuer, i), new byte[1], peer, 0)).isTrue();
    }
    assertThat(gaps.keep(new Gaps.Place(issuer, 5_000), new byte[1], peer, 0)).isFalse();
    for (int i = gaps.size(); i < Gaps.MAX_PER_ISSUER; i++) {
      assertThat(gaps.keep(new Gaps.Place(issuer, i), new byte[1], peer(1), 0)).isTrue();
    }

    assertThat(gaps.keep(new Gaps.Place(issuer, 6_000), new byte[1], peer(1), 0)).isFalse();
  }

  @Test
  @DisplayName("T-A10: half a GiB stuffed in leaves no more behind than the limits say")
  void stuffingDoesNotFillTheMemory() {
    Gaps gaps = new Gaps();
    Ingress ingress = new Ingress(it -> false);
    List<PeerId> peers = IntStream.range(0, 700).mapToObj(RelayRulesTest::peer).toList();
    long before = used();
    for (int i = 0; i < 250_000; i++) {
      Hash name = hash(i);
      Did stuffer = new Did(PublicKey.of(Hash.sha256(name.bytes()).bytes()));
      boolean unusedSeen = ingress.isKnown(name);
      boolean unusedRoom = ingress.allows(peers.get(i % 700), 1, 2_048, i);
      boolean unusedKept =
          gaps.keep(new Gaps.Place(stuffer, 2 + i % 9), new byte[2_048], peers.get(i % 700), i);
    }

    assertThat(gaps.size()).isLessThanOrEqualTo(Gaps.MAX_BYTES / 2_048);
    assertThat(used() - before).isLessThan(64L << 20);
    assertThat(ingress.isKnown(hash(0))).as("still in use").isFalse();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void whatWaitsTooLongIsDropped() {
    Gaps gaps = new Gaps();
    assertThat(gaps.keep(new Gaps.Place(issuer, 3), new byte[1], peer, 0)).isTrue();

    assertThat(gaps.expire(Gaps.MAX_NANOS - 1)).isEmpty();
    assertThat(gaps.expire(Gaps.MAX_NANOS)).hasSize(1);
    assertThat(gaps.size()).isZero();
  }

  @Test
  void anOwnEventIsToldAgainTwentyTimesAtMost() {
    OwnEvents own = new OwnEvents(new SplittableRandom(1));
    own.add(hash(1), new byte[1], 0);
    assertThat(own.due(OwnEvents.AGAIN_NANOS / 100 * 80 - 1)).isEmpty();
    List<Integer> rounds = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      rounds.addAll(own.due(i * OwnEvents.AGAIN_NANOS * 2).keySet());
    }

    assertThat(rounds)
        .hasSize(OwnEvents.MAX_ROUNDS)
        .endsWith(OwnEvents.MAX_ROUNDS)
        .doesNotHaveDuplicates();
    own.remove(hash(1));
    assertThat(own.size()).isZero();
  }

  @Test
  void batchesAreCutByCountAndBySize() {
    List<byte[]> small = new ArrayList<>();
    for (int i = 0; i <= EventBatch.MAX_EVENTS; i++) {
      small.add(new byte[10]);
    }
    assertThat(EventBatch.split(0, small))
        .extracting(it -> it.events().size())
        .containsExactly(EventBatch.MAX_EVENTS, 1);
    byte[] half = new byte[EventBatch.MAX_BYTES / 2];

    assertThat(EventBatch.split(0, List.of(half, half, half))).hasSize(3);
    assertThat(EventBatch.split(0, List.of())).isEmpty();
  }

  @Test
  void anEventThatItsOwnBlockOvertookIsNoFaultOfItsBringer() {
    PeerFault late = PeerFault.of(Verdict.reject(AccountCodes.NONCE_USED, "used"));

    assertThat(late.fault()).isEmpty();
    assertThat(late.rejects()).isFalse();
    assertThat(PeerFault.of(Verdict.reject(EventCodes.SIGNATURE_INVALID, "")).fault()).isPresent();
  }
}
