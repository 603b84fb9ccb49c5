package network.clawnet.core.stake.event;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.SignedBallot;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.StakeScene;
import network.clawnet.core.stake.StakeScene.Seat;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EvidenceReportsTest {
  private static final Seat LIAR = Seat.of(0);
  private static final TestActor REPORTER = new TestActor("a node without Tokens");
  private static final Hash ONE = Hash.sha256(new byte[] {1});
  private static final Hash OTHER = Hash.sha256(new byte[] {2});

  private final StakeScene scene = StakeScene.of(1, 95, 100);

  private static void assertRefused(Verdict verdict, RejectCode code) {
    assertThat(verdict)
        .isInstanceOfSatisfying(Verdict.Reject.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  private Verdict submit(EvidenceReport report) {
    return scene.ledger.submit(REPORTER, EvidenceReports.TYPE, report.payload(), 0);
  }

  private SignedBallot signed(Ballot ballot) {
    return new SignedBallot(ballot, LIAR.node().sign(ballot.signedBytes(scene.genesis.chainId())));
  }

  @Test
  @DisplayName("T-A2: anybody reports, without Tokens; a part of the bond goes to the treasury")
  void slashesAndTombstones() {
    long supply = scene.ledger.tokens();
    long treasury = Treasury.get(scene.ledger.view()).balance().value();

    StakeScene.require(scene.report(REPORTER, LIAR, 0));

    assertThat(scene.bond(LIAR).amount()).isEqualTo(new Tokens(85)); // 9.5 is rounded up
    assertThat(scene.locked(LIAR)).isEqualTo(85);
    assertThat(scene.bond(LIAR).standing().tombstoned()).isTrue();
    assertThat(Treasury.get(scene.ledger.view()).balance().value()).isEqualTo(treasury + 10);
    assertThat(scene.ledger.tokens()).isEqualTo(supply);
    assertThat(scene.ledger.receipts().get(0).movements())
        .containsExactly(
            new Movement(
                Movement.Kind.STAKE_SLASH,
                LIAR.controller().did(),
                LIAR.controller().did(),
                new Tokens(10),
                ""));
    assertThat(scene.ledger.account(LIAR.controller()).eventCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("T-A2: out of the sets within two epochs, for ever")
  void losesItsSeat() {
    StakeScene.require(scene.report(REPORTER, LIAR, 0));
    scene.endEpochs(2);

    assertThat(StakeScene.weight(scene.record().current(), LIAR)).isZero();
    scene.endEpochs(2);
    assertThat(scene.nextWeight(LIAR)).isZero();
  }

  @Test
  void whatIsOnItsWayBackIsSlashedToo() {
    StakeScene.require(scene.unstake(LIAR, 90));

    StakeScene.require(scene.report(REPORTER, LIAR, 0));

    assertThat(scene.bond(LIAR).amount()).isEqualTo(Tokens.ZERO);
    assertThat(scene.bond(LIAR).atStake()).isEqualTo(new Tokens(85));
    assertThat(scene.locked(LIAR)).isEqualTo(85);
  }

  @Test
  void theRestCanBeAskedBack() {
    StakeScene.require(scene.report(REPORTER, LIAR, 0));

    assertThat(scene.unstake(LIAR, 85).accepted()).isTrue();
  }

  @Test
  void aKeyIsSlashedOnce() {
    StakeScene.require(scene.report(REPORTER, LIAR, 0));
    scene.endEpoch();

    assertRefused(scene.report(REPORTER, LIAR, 1), StakeCodes.VALIDATOR_TOMBSTONED);
  }

  @Test
  void anUnknownKeyIsNotSlashed() {
    assertRefused(scene.report(REPORTER, Seat.of(2), 0), StakeCodes.VALIDATOR_NOT_FOUND);
  }

  @Test
  @DisplayName("A11: votes are evidence for a number of epochs")
  void evidenceAges() {
    scene.endEpochs(StakeScene.EVIDENCE_EPOCHS + 1);

    assertRefused(scene.report(REPORTER, LIAR, 0), StakeCodes.EVIDENCE_EXPIRED);
    assertThat(scene.report(REPORTER, LIAR, 1).accepted()).isTrue();
  }

  @Test
  @DisplayName("A11: the same block on another parent view is evidence")
  void comparesTuples() {
    EvidenceReport report =
        new EvidenceReport(
            LIAR.key(),
            signed(Ballot.notarize(0, 3, 1, ONE)),
            signed(Ballot.notarize(0, 3, 2, ONE)));

    assertThat(submit(report).accepted()).isTrue();
  }

  @Test
  void nullifyAndFinalizeOfOneViewAreEvidence() {
    EvidenceReport report =
        new EvidenceReport(
            LIAR.key(), signed(Ballot.nullify(0, 3)), signed(Ballot.finalizing(0, 3, 2, ONE)));

    assertThat(submit(report).accepted()).isTrue();
  }

  @Test
  void honestPairsAreNoEvidence() {
    Ballot notarize = Ballot.notarize(0, 3, 2, ONE);
    Ballot[][] honest = {
      {notarize, Ballot.nullify(0, 3)},
      {notarize, Ballot.finalizing(0, 3, 2, OTHER)},
      {notarize, notarize},
      {notarize, Ballot.notarize(0, 4, 3, OTHER)},
      {notarize, Ballot.notarize(1, 3, 2, OTHER)},
    };
    for (Ballot[] pair : honest) {
      assertRefused(
          submit(new EvidenceReport(LIAR.key(), signed(pair[0]), signed(pair[1]))),
          EventCodes.PAYLOAD_INVALID);
    }
    assertThat(scene.bond(LIAR).standing().tombstoned()).isFalse();
  }

  @Test
  @DisplayName("T-A17: votes of another key or chain are no evidence")
  void votesOfAnotherKeyOrChainAreNoEvidence() {
    Equivocation own = scene.contradiction(LIAR, scene.genesis.chainId(), 0);
    Equivocation foreign = scene.contradiction(LIAR, ONE, 0);
    Equivocation other = scene.contradiction(Seat.of(1), scene.genesis.chainId(), 0);

    assertRefused(submit(EvidenceReport.of(LIAR.key(), foreign)), StakeCodes.EVIDENCE_INVALID);
    assertRefused(submit(EvidenceReport.of(LIAR.key(), other)), StakeCodes.EVIDENCE_INVALID);
    assertRefused(
        submit(new EvidenceReport(LIAR.key(), own.first().signed(), foreign.second().signed())),
        StakeCodes.EVIDENCE_INVALID);
    assertThat(submit(EvidenceReport.of(LIAR.key(), own)).accepted()).isTrue();
  }

  @Test
  void votesOfAnotherFormAreRefused() {
    Json.Obj good =
        EvidenceReport.of(LIAR.key(), scene.contradiction(LIAR, scene.genesis.chainId(), 0))
            .payload();
    byte[] vote = signed(Ballot.nullify(0, 3)).encode();
    byte[] longer = java.util.Arrays.copyOf(vote, vote.length + 1);

    for (String text : new String[] {"1", "0OIl", Base58.encode(longer), "z".repeat(400)}) {
      assertRefused(
          scene.ledger.submit(
              REPORTER, EvidenceReports.TYPE, good.with("second", Json.of(text)), 0),
          EventCodes.PAYLOAD_INVALID);
    }
  }
}
