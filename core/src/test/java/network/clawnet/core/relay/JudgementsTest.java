package network.clawnet.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Judgement;
import org.junit.jupiter.api.Test;

class JudgementsTest {
  private static final Hash ONE = Hash.sha256(new byte[] {1});
  private static final Hash TWO = Hash.sha256(new byte[] {2});

  private static final long PATIENCE = 5;

  private final Judgements judgements = new Judgements(PATIENCE);
  private final CompletableFuture<Judgement> message = new CompletableFuture<>();

  @Test
  void aMessageTravelsOnIfAnythingOfItWasTaken() {
    judgements.judge(1, Set.of(ONE), message, 0);

    assertThat(message).isCompletedWithValue(Judgement.ACCEPT);
  }

  @Test
  void aMessageOfWhichNothingCanBecomeIsIgnored() {
    judgements.judge(0, Set.of(), message, 0);

    assertThat(message).isCompletedWithValue(Judgement.IGNORE);
  }

  @Test
  void aMessageWhoseEventsWaitTravelsOnOnceOneOfThemIsTaken() {
    judgements.judge(0, Set.of(ONE, TWO), message, 0);
    assertThat(message).isNotDone();
    judgements.taken(Hash.ZERO);
    assertThat(message).isNotDone();

    judgements.taken(TWO);

    assertThat(message).isCompletedWithValue(Judgement.ACCEPT);
    judgements.forgetJudged(0);
    assertThat(judgements.size()).isZero();
  }

  @Test
  void whatWasJudgedElsewhereIsForgotten() {
    judgements.judge(0, Set.of(ONE), message, 0);
    judgements.forgetJudged(0);
    assertThat(judgements.size()).isEqualTo(1);

    message.complete(Judgement.IGNORE);
    judgements.forgetJudged(0);

    assertThat(judgements.size()).isZero();
  }

  @Test
  void whatWaitsTooLongIsIgnored() {
    judgements.judge(0, Set.of(ONE), message, 0);
    judgements.forgetJudged(PATIENCE - 1);
    assertThat(message).isNotDone();

    judgements.forgetJudged(PATIENCE);

    assertThat(message).isCompletedWithValue(Judgement.IGNORE);
    assertThat(judgements.size()).isZero();
  }

  @Test
  void onlySoManyMessagesWait() {
    for (int i = 0; i < Judgements.MAX_OPEN; i++) {
      judgements.judge(0, Set.of(ONE), new CompletableFuture<>(), 0);
    }
    judgements.judge(0, Set.of(ONE), message, 0);

    assertThat(message).isCompletedWithValue(Judgement.IGNORE);
    assertThat(judgements.size()).isEqualTo(Judgements.MAX_OPEN);
  }
}
