package network.clawnet.daemon.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.SubmitAnswer;
import org.junit.jupiter.api.Test;

class FollowingTest {
  private static final long MAX_AGE_MS = 60_000;

  private final ProvenLedger full = new ProvenLedger();
  private final List<String> settled = new ArrayList<>();
  private final List<Verdict.Reject> dropped = new ArrayList<>();
  private long now;
  private final Following following =
      new Following(full, Runnable::run, () -> Instant.ofEpochMilli(now), MAX_AGE_MS, new Heard());

  private final class Heard implements Following.Outcome {
    @Override
    public void settled(PreparedEvent event, long height) {
      settled.add(hash(event).hex() + " at " + height);
    }

    @Override
    public void dropped(PreparedEvent event, Verdict.Reject reason) {
      dropped.add(reason);
    }
  }

  private static Hash hash(PreparedEvent event) {
    return event.event().hash();
  }

  private void tickAt(long millis) {
    now = millis;
    following.tick();
  }

  @Test
  void sendsAnEventAtOnceAndAgainAfterThreeSecondsOfSilence() {
    PreparedEvent event = full.pay(1, 1);

    following.add(event);
    following.add(event);
    tickAt(2_999);
    assertThat(full.sent).containsExactly(hash(event));
    tickAt(3_000);

    assertThat(full.sent).containsExactly(hash(event), hash(event));
  }

  @Test
  void sendsSoonerAgainWhatWaitsForANonceBeforeIt() {
    full.answers = List.of(new SubmitAnswer(AccountCodes.NONCE_GAP.text(), "expects 1"));
    following.add(full.pay(1, 2));

    tickAt(299);
    assertThat(full.sent).hasSize(1);
    tickAt(300);

    assertThat(full.sent).hasSize(2);
  }

  @Test
  void sendsAgainInTheOrderOfNonces() {
    PreparedEvent first = full.pay(1, 1);
    PreparedEvent second = full.pay(1, 2);
    following.add(second);
    following.add(first);
    full.sent.clear();

    tickAt(3_000);

    assertThat(full.sent).containsExactly(hash(first), hash(second));
    assertThat(following.inOrder()).containsExactly(first, second);
    assertThat(following.issuers()).containsExactly(ProvenLedger.ALICE.did());
  }

  @Test
  void tellsWhatIsProvedFinal() {
    PreparedEvent first = full.pay(1, 1);
    PreparedEvent second = full.pay(1, 2);
    following.add(first);
    following.add(second);
    full.settle(first);

    following.look();

    assertThat(settled).containsExactly(hash(first).hex() + " at 1");
    assertThat(dropped).isEmpty();
    assertThat(following.inOrder()).containsExactly(second);
    assertThat(following.find(hash(first))).isEmpty();
  }

  @Test
  void tellsThatAnotherEventHasTheNonce() {
    PreparedEvent winner = full.pay(2, 1);
    following.add(full.pay(1, 1));
    full.settle(winner);

    following.look();

    assertThat(dropped).hasSize(1);
    assertThat(dropped.get(0).code()).isEqualTo(AccountCodes.NONCE_USED);
    assertThat(dropped.get(0).details()).containsEntry("winner", Json.of(hash(winner).hex()));
  }

  @Test
  void saysNothingCertainOfAnEventBehindWhoseNonceTheAccountHasMoved() {
    PreparedEvent lost = full.pay(1, 1);
    following.add(lost);
    full.settle(full.pay(2, 1));
    full.settle(full.pay(2, 2));

    following.look();

    assertThat(dropped).as("no node proves that an event is not final").isEmpty();
    assertThat(following.find(hash(lost))).isPresent();
  }

  @Test
  void tellsThatNoBlockMayHoldAnEventThatIsTooOld() {
    following.add(full.pay(1, 1));
    full.ledger.setTime(full.ledger.time() + MAX_AGE_MS);
    following.look();
    assertThat(dropped).isEmpty();

    full.ledger.setTime(full.ledger.time() + 1);
    following.look();

    assertThat(dropped).hasSize(1);
    assertThat(dropped.get(0).code()).isEqualTo(AccountCodes.EVENT_EXPIRED);
  }

  @Test
  void isFullWithFourThousandEvents() {
    IntStream.range(1, Following.MAX_EVENTS).forEach(i -> following.add(full.pay(1, i)));
    assertThat(following.isFull()).isFalse();

    following.add(full.pay(1, Following.MAX_EVENTS));

    assertThat(following.isFull()).isTrue();
  }
}
