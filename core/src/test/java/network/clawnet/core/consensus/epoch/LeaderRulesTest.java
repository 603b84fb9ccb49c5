package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R2, the idle gate and restarts of a leader, message by message. */
class LeaderRulesTest {
  private final Solo solo = new Solo(true);

  static Block build(BlockDraft draft, boolean last, String... events) {
    List<byte[]> body =
        List.of(events).stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    Outcome outcome = new Outcome(last, Hash.ZERO, Hash.ZERO, Solo.SET.hash());
    return new Block(draft.complete(BodyDigest.of(body), outcome), body);
  }

  private Block propose(String event) {
    solo.gate(solo.genesis.hash(), GateReason.EVENTS);
    BlockDraft draft = solo.asked().orElseThrow();
    Block block = build(draft, false, event);
    solo.input(new Input.Built(draft, block));
    return block;
  }

  @Test
  void buildsOnlyWhenThereIsAReason() {
    assertThat(solo.all(Effect.WatchGate.class))
        .containsExactly(new Effect.WatchGate(solo.genesis.hash()));
    solo.pass(60_000);
    assertThat(solo.asked()).isEmpty();
    solo.gate(Hash.ZERO, GateReason.EVENTS);
    assertThat(solo.asked()).isEmpty();

    solo.gate(solo.genesis.hash(), GateReason.EVENTS);

    BlockDraft draft = solo.asked().orElseThrow();
    assertThat(draft.slot().height()).isEqualTo(1);
    assertThat(draft.slot().proposer()).isEqualTo(solo.self);
    assertThat(draft.parentHash()).isEqualTo(solo.genesis.hash());
    assertThat(draft.tsMs()).isEqualTo(solo.wallMs);
  }

  @Test
  void proposesEventsWhenTheViewIsAsOldAsTheLingerAndAtOnceWhenItIsOlder() {
    Timing lingering = new Timing(100 * Solo.MS, 100 * Solo.MS, 100 * Solo.MS, 15 * Solo.MS, 0);
    Solo young = new Solo(true);
    young.core = young.fresh(lingering);
    young.begin();
    young.gate(young.genesis.hash(), GateReason.EVENTS);
    young.pass(14);
    assertThat(young.asked()).isEmpty();
    young.pass(1);
    assertThat(young.asked()).isPresent();

    solo.core = solo.fresh(lingering);
    solo.begin();
    solo.pass(15);
    solo.gate(solo.genesis.hash(), GateReason.EVENTS);
    assertThat(solo.asked()).isPresent();
  }

  @Test
  @DisplayName("D1: body and vote are appended before the proposal is sent, and counted")
  void appendsBeforeItProposes() {
    Block block = propose("a");

    List<JournalRecord> appended = solo.appended();
    assertThat(appended).contains(new JournalRecord.HeldBlock(block));
    int body = solo.effects.indexOf(new Effect.Append(new JournalRecord.HeldBlock(block)));
    int sent = -1;
    for (int i = 0; i < solo.effects.size(); i++) {
      if (solo.effects.get(i) instanceof Effect.Send) {
        sent = i;
      }
    }
    assertThat(solo.effects.get(body + 1))
        .isInstanceOfSatisfying(
            Effect.Append.class,
            it -> assertThat(it.record()).isInstanceOf(JournalRecord.OwnVote.class));
    assertThat(sent).isEqualTo(body + 2);
    Ballot ballot = Ballot.notarize(0, 1, 0, block.hash());
    List<Integer> others = solo.others().toList();
    solo.receive(others.get(0), new Payload.OfVote(solo.vote(others.get(0), ballot)));
    solo.receive(others.get(1), new Payload.OfVote(solo.vote(others.get(1), ballot)));
    assertThat(solo.votes(VoteKind.FINALIZE, 1)).hasSize(1);
  }

  @Test
  @DisplayName("T-C1: after a restart the stored proposal is sent again, and no other is made")
  void neverProposesTwice() {
    Block block = propose("a");
    Proposal before = solo.sent(Payload.OfProposal.class).get(0).proposal();

    solo.restart();

    assertThat(solo.sent(Payload.OfProposal.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.proposal().vote()).isEqualTo(before.vote());
              assertThat(it.proposal().block().hash()).isEqualTo(block.hash());
            });
    solo.gate(solo.genesis.hash(), GateReason.EVENTS);
    assertThat(solo.asked()).isEmpty();
  }

  @Test
  @DisplayName("M6: a NOTARIZE whose body is lost is not sent until the body is held again")
  void withholdsAVoteWithoutItsBody() {
    Block block = propose("a");
    solo.journal.removeIf(it -> it instanceof JournalRecord.HeldBlock);

    solo.restart();
    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).isEmpty();
    assertThat(solo.sent(Payload.WantBlock.class)).isNotEmpty();

    solo.receive(solo.leader(2), new Payload.OfBlock(block));
    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).hasSize(1);
    assertThat(solo.appended()).contains(new JournalRecord.HeldBlock(block));
  }

  @Test
  @DisplayName("M9: a replayed NULLIFY is repeated at once, with the certificate of entry")
  void repeatsAReplayedNullify() {
    Certificate entry = solo.nullification(1);
    solo.certify(entry);
    solo.receive(
        solo.leader(2), new Payload.OfVote(solo.vote(solo.leader(2), Ballot.nullify(0, 2))));
    assertThat(solo.votes(VoteKind.NULLIFY, 2)).hasSize(1);

    solo.restart();

    assertThat(solo.core.status().view()).isEqualTo(2);
    assertThat(solo.votes(VoteKind.NULLIFY, 2)).isNotEmpty();
    assertThat(solo.sent(Payload.OfCertificate.class)).contains(new Payload.OfCertificate(entry));
  }

  @Test
  @DisplayName("R11: a FINALIZE is repeated until its view is final")
  void repeatsFinalize() {
    Block block = propose("a");
    solo.certify(solo.notarization(1, 0, block));
    solo.forget();
    solo.pass(3_000);
    assertThat(solo.votes(VoteKind.FINALIZE, 1)).hasSize(1);

    solo.certify(solo.finalization(1, 0, block));
    solo.forget();
    solo.pass(3_000);
    assertThat(solo.votes(VoteKind.FINALIZE, 1)).isEmpty();
  }

  @Test
  @DisplayName("T-L2: a peer that is behind gets the certificate that frees it, once per interval")
  void freesAPeerThatIsBehind() {
    Block block = propose("a");
    solo.certify(solo.notarization(1, 0, block));
    solo.certify(solo.finalization(1, 0, block));
    solo.certify(solo.nullification(2));
    solo.forget();
    Payload anything = new Payload.WantView(0, 9);

    solo.receive(solo.leader(2), anything, new PeerStatus(0, 1, 0));
    assertThat(solo.sent(Payload.OfCertificate.class))
        .extracting(it -> it.certificate().kind())
        .containsExactly(VoteKind.FINALIZE, VoteKind.NULLIFY);
    solo.receive(solo.leader(2), anything, new PeerStatus(0, 1, 0));
    assertThat(solo.sent(Payload.OfCertificate.class)).hasSize(2);
    solo.nanos += 200 * Solo.MS;
    solo.receive(solo.leader(2), anything, new PeerStatus(0, 1, 0));
    assertThat(solo.sent(Payload.OfCertificate.class)).hasSize(4);
    solo.forget();
    solo.receive(solo.leader(3), anything, new PeerStatus(0, 3, 1));
    assertThat(solo.sent(Payload.OfCertificate.class)).isEmpty();
  }

  @Test
  @DisplayName("R13: a view is answered with every certificate held, a block from memory or store")
  void servesRequests() {
    Block block = propose("a");
    solo.certify(solo.notarization(1, 0, block));
    solo.certify(solo.nullification(1));
    solo.forget();

    solo.receive(solo.leader(2), new Payload.WantView(0, 1));
    assertThat(solo.sent(Payload.OfCertificate.class)).hasSize(2);
    solo.receive(solo.leader(2), new Payload.WantBlock(block.hash()));
    assertThat(solo.sent(Payload.OfBlock.class)).containsExactly(new Payload.OfBlock(block));
    solo.receive(solo.leader(2), new Payload.WantBlock(solo.genesis.hash()));
    assertThat(solo.all(Effect.LoadBlock.class))
        .containsExactly(new Effect.LoadBlock(solo.key(solo.leader(2)), solo.genesis.hash()));
  }

  @Test
  @DisplayName("M7: armed by an unfinalized block alone, a node is disarmed when it is final")
  void disarmsWhenAllIsFinal() {
    Block block = propose("a");
    solo.certify(solo.notarization(1, 0, block));
    solo.gate(block.hash());
    assertThat(solo.core.status().armed()).isTrue();

    solo.certify(solo.finalization(1, 0, block));

    assertThat(solo.core.status().armed()).isFalse();
    solo.forget();
    solo.pass(60_000);
    assertThat(solo.votes(VoteKind.NULLIFY, 2)).isEmpty();
  }

  @Test
  @DisplayName("A3, M7: an empty block waits for half the leader's time")
  void emptyBlocksWait() {
    solo.receive(
        solo.leader(2), new Payload.OfVote(solo.vote(solo.leader(2), Ballot.nullify(0, 1))));
    assertThat(solo.core.status().armed()).isTrue();
    solo.pass(149);
    assertThat(solo.asked()).isEmpty();
    solo.pass(1);
    assertThat(solo.asked()).isPresent();
  }

  @Test
  void givesUpItsTurnWhenItCannotBuild() {
    solo.gate(solo.genesis.hash(), GateReason.EVENTS);

    solo.input(new Input.Built(solo.asked().orElseThrow(), null));

    assertThat(solo.votes(VoteKind.NULLIFY, 1)).hasSize(1);
  }

  @Test
  void ignoresABlockThatComesTooLate() {
    solo.gate(solo.genesis.hash(), GateReason.EVENTS);
    BlockDraft draft = solo.asked().orElseThrow();
    solo.certify(solo.nullification(1));
    solo.forget();

    solo.input(new Input.Built(draft, build(draft, false, "late")));

    assertThat(solo.appended()).isEmpty();
    assertThat(solo.sent(Payload.OfProposal.class)).isEmpty();
  }
}
