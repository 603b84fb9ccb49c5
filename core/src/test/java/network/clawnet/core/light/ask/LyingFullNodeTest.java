package network.clawnet.core.light.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.light.ProvenEvent;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.StateAnswer;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.tree.Proof;
import org.junit.jupiter.api.Test;

/** T-L1: whatever a full node says, a light node never shows a balance that is not proved. */
class LyingFullNodeTest {
  private static final int BLOCKS = 50; // two epochs and a half

  private final LightFixture fixture = new LightFixture(7);

  /** A liar is asked first, for its name sorts before; the honest node gives the answer. */
  private ProvenState askBeside(LightFixture.Lie lie) {
    fixture.chain.grow(BLOCKS);
    MemoryHost liar = fixture.lie("liar", lie);
    LightClient client = fixture.client("light");
    fixture.net.connectAll();
    fixture.net.run(Duration.ofMillis(500));
    assertThat(client.view().height()).isEqualTo(BLOCKS);
    MemoryHost honest = fixture.serve("honest");
    CompletableFuture<ProvenState> answer = client.prove(List.of(LightFixture.payee()));
    fixture.net.run(Duration.ofMillis(50));
    fixture.net.connectAll();
    assertThat(honest.self()).isNotEqualTo(liar.self());
    return fixture.await(answer).join();
  }

  private void requireCaught(LightFixture.Lie lie) {
    ProvenState state = askBeside(lie);
    assertThat(LightFixture.balance(state)).isEqualTo(BLOCKS);
    assertThat(state.header().height()).isEqualTo(BLOCKS);
    assertThat(fixture.lies).hasSize(1);
  }

  private void requireLeft(LightFixture.Lie lie) {
    assertThat(LightFixture.balance(askBeside(lie))).isEqualTo(BLOCKS);
    assertThat(fixture.lies).isEmpty();
  }

  private static Optional<byte[]> with(StateAnswer answer) {
    return Optional.of(answer.encode());
  }

  @Test
  void anHonestNodeAloneProvesPresenceAndAbsence() {
    fixture.chain.grow(BLOCKS);
    fixture.serve("honest");
    LightClient client = fixture.client("light");
    fixture.net.connectAll();
    var nobody = Accounts.key(new TestActor("nobody").did());

    ProvenState state = fixture.await(client.prove(List.of(LightFixture.payee(), nobody))).join();

    assertThat(LightFixture.balance(state)).isEqualTo(BLOCKS);
    assertThat(state.values().get(nobody)).isEmpty();
    assertThat(client.view().synced()).isTrue();
    assertThat(client.view().epoch()).isEqualTo(2);
    assertThat(fixture.lies).isEmpty();
    fixture.net.run(Duration.ofMinutes(2));
    assertThat(client.view().synced()).isFalse(); // a chain that stands still is not the present
  }

  @Test
  void moreQuestionsThanOneNodeLetsInAreAnsweredOneAfterTheOther() {
    fixture.chain.grow(3);
    fixture.serve("honest");
    LightClient client = fixture.client("light");
    fixture.net.connectAll();
    List<CompletableFuture<ProvenState>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(client.prove(List.of(LightFixture.payee())));
    }

    for (CompletableFuture<ProvenState> answer : answers) {
      assertThat(LightFixture.balance(fixture.await(answer).join())).isEqualTo(3);
    }
    assertThat(fixture.net.nanos()).isLessThan(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void aWrongValueIsCaught() {
    requireCaught(
        (question, honest) -> {
          StateAnswer answer = StateAnswer.decode(honest);
          Proof proof = answer.proofs().get(0);
          byte[] value = ((Proof.Value) proof.end()).value().clone();
          value[7]++;
          return with(
              new StateAnswer(
                  answer.head(), List.of(new Proof(proof.siblings(), new Proof.Value(value)))));
        });
  }

  @Test
  void aProofOfAnotherKeyIsCaught() {
    requireCaught(
        (question, honest) ->
            with(fixture.stateAnswer(List.of(Accounts.key(fixture.chain.validator(0).did())))));
  }

  @Test
  void anAbsenceThatIsNoneIsCaught() {
    requireCaught(
        (question, honest) -> {
          StateAnswer answer = StateAnswer.decode(honest);
          Proof proof = answer.proofs().get(0);
          return with(
              new StateAnswer(
                  answer.head(), List.of(new Proof(proof.siblings(), new Proof.Nothing()))));
        });
  }

  @Test
  void aStateOfThePastIsNotTaken() throws DecodeException {
    fixture.chain.grow(BLOCKS - 10);
    byte[] past = fixture.stateAnswer().encode();
    fixture.chain.grow(10);
    MemoryHost stale = fixture.lie("stale", (question, honest) -> Optional.of(past));
    LightClient client = fixture.client("light");
    fixture.net.connectAll();
    fixture.net.run(Duration.ofMillis(500));
    fixture.serve("honest");
    CompletableFuture<ProvenState> answer = client.prove(List.of(LightFixture.payee()));
    fixture.net.run(Duration.ofMillis(50));
    fixture.net.connectAll();

    assertThat(LightFixture.balance(fixture.await(answer).join())).isEqualTo(BLOCKS);
    assertThat(StateAnswer.decode(past).head().height()).isEqualTo(BLOCKS - 10);
    assertThat(stale.self()).isNotNull();
    assertThat(fixture.lies).isEmpty();
  }

  @Test
  void aWithheldAnswerGoesToTheNext() {
    requireLeft((question, honest) -> Optional.empty());
  }

  @Test
  void aNodeThatSaysItHasNothingIsNotBelieved() {
    requireLeft((question, honest) -> Optional.of(new byte[0]));
  }

  @Test
  void anAnswerWithoutFormIsCaught() {
    requireCaught((question, honest) -> Optional.of(new byte[] {1, 2, 3}));
  }

  @Test
  void aForgedCertificateIsCaught() {
    requireCaught(
        (question, honest) -> {
          StateAnswer answer = StateAnswer.decode(honest);
          Certificate good = answer.head().certificate();
          byte[] signatures = good.signatures().clone();
          signatures[70] ^= 1;
          Certificate forged = new Certificate(good.ballot(), good.bitmap(), signatures);
          return with(
              new StateAnswer(
                  new CertifiedHeader(answer.head().header(), forged), answer.proofs()));
        });
  }

  @Test
  void aHeaderWithAnotherRootIsCaughtThoughItsProofsFit() {
    requireCaught(
        (question, honest) -> {
          StateAnswer answer = StateAnswer.decode(honest);
          Header header = answer.head().header();
          Header other = withRoot(header, Hash.ZERO, header.epoch());
          return with(
              new StateAnswer(
                  new CertifiedHeader(other, answer.head().certificate()),
                  List.of(new Proof(List.of(), new Proof.Nothing()))));
        });
  }

  @Test
  void aCertificateOfAnotherEpochIsCaught() {
    requireCaught(
        (question, honest) -> {
          StateAnswer answer = StateAnswer.decode(honest);
          Header header = withRoot(answer.head().header(), Hash.ZERO, 1);
          // even by the very keys of that epoch: it ended long below this height
          return with(certified(header));
        });
  }

  /** Returns an answer under a header that all validators of the first epoch have signed. */
  private StateAnswer certified(Header header) {
    Ballot ballot =
        Ballot.finalizing(header.epoch(), header.view(), header.view() - 1, header.hash());
    Certificate certificate =
        fixture.chain.sign(
            ballot,
            GenesisState.validators(fixture.chain.genesis()),
            IntStream.range(0, 4).mapToObj(fixture.chain::validator).toList());
    return new StateAnswer(
        new CertifiedHeader(header, certificate),
        List.of(new Proof(List.of(), new Proof.Nothing())));
  }

  private static Header withRoot(Header header, Hash root, long epoch) {
    Outcome outcome =
        new Outcome(
            header.lastOfEpoch(),
            header.outcome().receiptsRoot(),
            root,
            header.outcome().nextValidatorsHash());
    return new Header(
        header.chainId(),
        new Slot(epoch, header.view(), header.height(), header.slot().proposer()),
        header.parentHash(),
        header.tsMs(),
        header.validatorsHash(),
        header.body(),
        outcome);
  }

  @Test
  void anEventIsProvedWithItsReceiptAndAnotherOneIsNot() {
    fixture.chain.grow(BLOCKS);
    fixture.serve("honest");
    LightClient client = fixture.client("light");
    fixture.net.connectAll();

    Optional<ProvenEvent> last = fixture.await(client.event(fixture.event(BLOCKS))).join();
    Optional<ProvenEvent> first = fixture.await(client.event(fixture.event(3))).join();
    Optional<ProvenEvent> none = fixture.await(client.event(Hash.ZERO)).join();

    assertThat(last.orElseThrow().height()).isEqualTo(BLOCKS);
    assertThat(last.orElseThrow().receipt().fee().value()).isEqualTo(1);
    assertThat(first.orElseThrow().height()).isEqualTo(3);
    assertThat(none).isEmpty();
  }

  @Test
  void anotherEventsProofIsCaught() {
    fixture.chain.grow(BLOCKS);
    fixture.lie("liar", (question, honest) -> Optional.of(fixture.eventAnswer(9).encode()));
    LightClient client = fixture.client("light");
    fixture.net.connectAll();
    fixture.net.run(Duration.ofMillis(500));

    CompletableFuture<Optional<ProvenEvent>> answer = client.event(fixture.event(BLOCKS));
    fixture.net.run(Duration.ofMillis(50));
    fixture.serve("honest");
    fixture.net.connectAll();

    assertThat(fixture.await(answer).join().orElseThrow().height()).isEqualTo(BLOCKS);
    assertThat(fixture.lies).containsExactly("another event");
  }

  @Test
  void twoCertifiedHistoriesStopTheNode() {
    LightFixture.Lie fork =
        (question, honest) -> {
          StateAnswer answer = StateAnswer.decode(honest);
          Header header = answer.head().header();
          Header other = withRoot(header, Hash.ZERO, header.epoch());
          return with(certified(other));
        };
    fixture.chain.grow(5);
    fixture.lie("forking", fork);
    LightClient client = fixture.client("light");
    fixture.net.connectAll();
    fixture.net.run(Duration.ofMillis(500));

    CompletableFuture<ProvenState> first =
        fixture.await(client.prove(List.of(LightFixture.payee())));
    CompletableFuture<ProvenState> second =
        fixture.await(client.prove(List.of(LightFixture.payee())));

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(fixture.halts).hasSize(1);
    assertThat(client.view().synced()).isFalse();
  }
}
