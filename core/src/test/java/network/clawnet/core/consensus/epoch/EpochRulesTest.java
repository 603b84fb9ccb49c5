package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.JournalRecord.Birth;
import network.clawnet.core.consensus.record.JournalRecord.EpochHeader;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.StartState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The stop rule, the passage between epochs, quarantine and double runs. */
class EpochRulesTest {
  private final Solo solo = new Solo(false);
  private final Block last =
      solo.child(solo.genesis.header(), 1, solo.genesis.header().tsMs() + 100, "a", true);
  private final EpochStart next = new EpochStart(1, Solo.SET, last.header(), null);

  private void notarizeLast() {
    solo.propose(solo.proposal(last, 1, 0));
    solo.certify(solo.notarization(1, 0, last));
  }

  private Certificate finalizeLast() {
    Certificate finalization = solo.finalization(1, 0, last);
    solo.propose(solo.proposal(last, 1, 0));
    solo.certify(finalization);
    return finalization;
  }

  @Test
  @DisplayName("2.10: after the last block only that block itself gets a vote")
  void stopRule() {
    notarizeLast();
    solo.propose(solo.proposal(last, 2, 1));
    assertThat(solo.votes(VoteKind.NOTARIZE, 2)).hasSize(1);
    solo.certify(solo.notarization(2, 1, last));
    solo.certify(solo.finalization(2, 1, last));
    assertThat(solo.all(Effect.Commit.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.blocks()).containsExactly(last);
              assertThat(it.finalization().view()).isEqualTo(2);
            });

    Solo other = new Solo(false);
    other.propose(other.proposal(last, 1, 0));
    other.certify(other.notarization(1, 0, last));
    other.propose(other.proposal(other.child(last, 2, "b"), 2, 1));
    assertThat(other.votes(VoteKind.NOTARIZE, 2)).isEmpty();
    assertThat(other.votes(VoteKind.NULLIFY, 2)).hasSize(1);
  }

  @Test
  @DisplayName("M8: a block that does not end the epoch is never re-proposed")
  void onlyTheLastBlockIsProposedAgain() {
    Block plain = solo.child(solo.genesis, 1, "a");
    solo.propose(solo.proposal(plain, 1, 0));
    solo.certify(solo.notarization(1, 0, plain));

    solo.propose(solo.proposal(plain, 2, 1));

    assertThat(solo.votes(VoteKind.NOTARIZE, 2)).isEmpty();
    assertThat(solo.votes(VoteKind.NULLIFY, 2)).hasSize(1);
  }

  @Test
  @DisplayName("M1, M2, D6: finalization, next header, commit in this order; then epoch e+1")
  void endsAnEpochInOrder() {
    solo.forget();
    Certificate finalization = finalizeLast();

    List<Effect> effects = solo.effects;
    int certificate = effects.indexOf(append(new JournalRecord.HeldCertificate(finalization)));
    int header = effects.indexOf(append(new EpochHeader(Keys.CHAIN, Solo.SET.key(solo.self), 1)));
    int commit = effects.indexOf(solo.all(Effect.Commit.class).get(0));
    assertThat(certificate).isNotNegative().isLessThan(header);
    assertThat(header).isLessThan(commit);
    assertThat(solo.core.status().epoch()).isZero();

    solo.input(new Input.Committed(1, next));

    assertThat(solo.core.status().epoch()).isEqualTo(1);
    assertThat(solo.core.status().view()).isEqualTo(1);
    assertThat(solo.core.status().votes()).isTrue();
  }

  private static Effect append(JournalRecord record) {
    return new Effect.Append(record);
  }

  @Test
  void signsNothingBetweenTwoEpochs() {
    finalizeLast();
    solo.forget();
    solo.certify(solo.nullification(2));
    solo.propose(solo.proposal(solo.child(solo.genesis, 4, "x"), 4, 0));
    solo.pass(60_000);

    assertThat(solo.sent(Payload.OfVote.class)).isEmpty();
  }

  @Test
  @DisplayName("A12: early votes of the next epoch are kept, old ones answered with the end")
  void buffersEarlyMessages() {
    Ballot nullify = Ballot.nullify(1, 1);
    List<Integer> others = solo.others().toList();
    for (int other : others) {
      solo.receive(other, new Payload.OfVote(solo.vote(other, nullify)));
    }
    Certificate finalization = finalizeLast();
    solo.input(new Input.Committed(1, new EpochStart(1, Solo.SET, last.header(), finalization)));
    assertThat(solo.core.status().view()).isEqualTo(2);

    solo.forget();
    Ballot old = Ballot.nullify(0, 3);
    solo.receive(
        others.get(0), new Payload.OfVote(solo.vote(others.get(0), old)), new PeerStatus(0, 3, 0));
    assertThat(solo.sent(Payload.OfCertificate.class))
        .containsExactly(new Payload.OfCertificate(finalization));
    assertThat(solo.core.status().epoch()).isEqualTo(1);
  }

  @Test
  @DisplayName("A12: a certificate of another epoch counts for nothing")
  void ignoresOldCertificates() {
    finalizeLast();
    solo.input(new Input.Committed(1, next));
    solo.forget();

    solo.certify(solo.nullification(1));

    assertThat(solo.core.status().view()).isEqualTo(1);
    assertThat(solo.all(Effect.Penalize.class)).isEmpty();
  }

  @Test
  @DisplayName("T-C3: a restart replays what the store lacks, over the end of an epoch")
  void replaysOverAnEpochEnd() {
    finalizeLast();
    solo.input(new Input.Committed(1, next));
    solo.certify(solo.certificate(Ballot.nullify(1, 1)));

    solo.restart();

    assertThat(solo.all(Effect.Commit.class))
        .singleElement()
        .satisfies(it -> assertThat(it.blocks()).containsExactly(last));
    solo.input(new Input.Committed(1, next));
    assertThat(solo.core.status().epoch()).isEqualTo(1);
    assertThat(solo.core.status().view()).isEqualTo(2);
    assertThat(solo.all(Effect.Quarantined.class)).isEmpty();
  }

  @Test
  @DisplayName("A1, M4: a journal younger than the epoch is quarantined in it, an older one is not")
  void quarantine() {
    long startMs = solo.genesis.header().tsMs();
    assertThat(quarantined(startMs - 10_001, false)).isFalse();
    assertThat(quarantined(startMs - 10_000, false)).isTrue();
    assertThat(quarantined(startMs + 5, false)).isTrue();
    assertThat(quarantined(startMs + 5, true)).isFalse();
  }

  private boolean quarantined(long birthMs, boolean keyBorn) {
    solo.journal.clear();
    solo.journal.add(new Birth(birthMs, solo.key(solo.self), keyBorn));
    solo.restart();
    solo.propose(solo.proposal(solo.child(solo.genesis, 1, "a"), 1, 0));
    boolean silent = solo.votes(VoteKind.NOTARIZE, 1).isEmpty();
    assertThat(solo.all(Effect.Quarantined.class).isEmpty()).isNotEqualTo(silent);
    assertThat(solo.all(Effect.Quarantined.class)).noneMatch(Effect.Quarantined::needed);
    assertThat(solo.core.status().votes()).isNotEqualTo(silent);
    return silent;
  }

  @Test
  void aQuarantineSaysWhetherTheOthersCanGoOn() {
    for (int size : List.of(1, 2, 3, 4)) {
      assertThat(quarantineIn(Cluster.equal(0, size)).needed()).isEqualTo(size < 4);
    }
  }

  private Effect.Quarantined quarantineIn(ValidatorSet set) {
    EpochStart start = new EpochStart(0, set, TestLedger.genesis(set).header(), null);
    List<JournalRecord> young = List.of(new Birth(start.startBlock().tsMs(), set.key(0), false));
    ConsensusConfig config = new ConsensusConfig(Keys.CHAIN, Solo.TIMING, 1 << 20, 4, 1);
    ConsensusCore core = new ConsensusCore(config, Keys.signer(set.key(0)), Keys.CHECK);
    return core.start(solo.now(), new StartState(start, FinalPoint.of(start), young, true)).stream()
        .filter(Effect.Quarantined.class::isInstance)
        .map(Effect.Quarantined.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aQuarantinedValidatorSignsAgainInTheNextEpoch() {
    solo.journal.clear();
    solo.journal.add(new Birth(last.header().tsMs() - 10_001, solo.key(solo.self), false));
    solo.restart();
    assertThat(solo.core.status().votes()).isFalse();

    finalizeLast();
    solo.input(new Input.Committed(1, next));

    assertThat(solo.core.status().votes()).isTrue();
  }

  @Test
  @DisplayName("A1: a header once written lifts the quarantine of its epoch for good")
  void headersLast() {
    long startMs = solo.genesis.header().tsMs();
    solo.journal.clear();
    solo.journal.add(new Birth(startMs + 5, solo.key(solo.self), false));
    solo.journal.add(new EpochHeader(Keys.CHAIN, solo.key(solo.self), 0));
    solo.restart();
    assertThat(solo.core.status().votes()).isTrue();
    assertThat(solo.appended()).isEmpty();

    solo.journal.set(1, new EpochHeader(Keys.CHAIN, solo.key((solo.self + 1) % 4), 0));
    solo.restart();
    assertThat(solo.core.status().votes()).isFalse();
  }

  @Test
  void followsOnlyWhenTheJournalIsNotTrusted() {
    solo.effects.clear();
    solo.core = solo.fresh(Solo.TIMING);
    StartState untrusted =
        new StartState(solo.start, FinalPoint.of(solo.start), solo.journal, false);
    solo.effects.addAll(solo.core.start(solo.now(), untrusted));
    finalizeLast();

    assertThat(solo.sent(Payload.OfVote.class)).isEmpty();
    assertThat(solo.all(Effect.Commit.class)).hasSize(1);
  }

  @Test
  @DisplayName(
      "M5, T-A16: an echo of a recorded vote is nothing, an unknown own vote ends all signing")
  void doubleRun() {
    solo.propose(solo.proposal(last, 1, 0));
    Vote mine = solo.votes(VoteKind.NOTARIZE, 1).get(0);
    solo.receive(solo.leader(2), new Payload.OfVote(mine));
    solo.restart();
    solo.receive(solo.leader(2), new Payload.OfVote(mine));
    assertThat(solo.core.status().votes()).isTrue();

    Vote foreign = solo.vote(solo.self, Ballot.nullify(0, 2));
    solo.receive(solo.leader(2), new Payload.OfVote(foreign));

    assertThat(solo.core.status().votes()).isFalse();
    assertThat(solo.all(Effect.Quarantined.class)).hasSize(1);
    assertThat(solo.all(Effect.ReportEvidence.class)).isEmpty();
    finalizeLast();
    solo.input(new Input.Committed(1, next));
    assertThat(solo.core.status().votes()).isFalse();
  }

  @Test
  void listensBeforeItSigns() {
    solo.effects.clear();
    solo.core = solo.fresh(Solo.TIMING.withListenNs(1_000 * Solo.MS));
    solo.begin();
    solo.propose(solo.proposal(solo.child(solo.genesis, 1, "a"), 1, 0));
    assertThat(solo.sent(Payload.OfVote.class)).isEmpty();
    solo.pass(400);
    assertThat(solo.sent(Payload.OfVote.class)).isEmpty();

    solo.certify(solo.nullification(1));
    solo.propose(solo.proposal(solo.child(solo.genesis, 2, "a"), 2, 0));
    solo.pass(600);

    assertThat(solo.votes(VoteKind.NOTARIZE, 2)).hasSize(1);
    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).isEmpty();
  }

  @Test
  void aSyncedStoreMovesFloorAndEpoch() {
    Block first = solo.child(solo.genesis, 1, "a");
    Certificate finalization = solo.finalization(1, 0, first);
    solo.input(new Input.Synced(solo.start, new FinalPoint(1, first.header(), finalization)));
    assertThat(solo.core.status().finalizedHeight()).isEqualTo(1);
    assertThat(solo.core.status().view()).isEqualTo(2);

    solo.input(new Input.Synced(next, FinalPoint.of(next)));
    assertThat(solo.core.status().epoch()).isEqualTo(1);
    assertThat(solo.core.status().votes()).isTrue();
  }

  @Test
  void asksForBlockSyncWhenPeersAreFarAhead() {
    Payload anything = new Payload.WantView(0, 9);
    solo.receive(solo.leader(2), anything, new PeerStatus(0, 9, 1));
    assertThat(solo.all(Effect.CatchUp.class)).isEmpty();
    solo.receive(solo.leader(2), anything, new PeerStatus(0, 900, 65));
    assertThat(solo.all(Effect.CatchUp.class))
        .containsExactly(new Effect.CatchUp(solo.key(solo.leader(2)), 0, 65));

    solo.forget();
    solo.nanos += 1_000 * Solo.MS;
    solo.receive(solo.leader(2), anything, new PeerStatus(0, 9, 1));
    assertThat(solo.all(Effect.CatchUp.class)).hasSize(1);
  }
}
