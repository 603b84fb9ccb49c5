package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules R3 to R10 of one follower, message by message. */
class VotingRulesTest {
  private final Solo solo = new Solo(false);
  private final Block first = solo.child(solo.genesis, 1, "a");

  @Test
  void notarizesAGoodProposalAndFinalizesTheNotarization() {
    solo.propose(solo.proposal(first, 1, 0));
    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).hasSize(1);

    solo.certify(solo.notarization(1, 0, first));
    assertThat(solo.votes(VoteKind.FINALIZE, 1)).hasSize(1);
    assertThat(solo.core.status().view()).isEqualTo(2);

    solo.certify(solo.finalization(1, 0, first));
    assertThat(solo.all(Effect.Commit.class))
        .singleElement()
        .satisfies(it -> assertThat(it.blocks()).containsExactly(first));
    assertThat(solo.core.status().finalizedHeight()).isEqualTo(1);
  }

  @Test
  @DisplayName("D2, D4: body and vote are appended before the vote is sent")
  void appendsBeforeItSends() {
    solo.propose(solo.proposal(first, 1, 0));
    solo.certify(solo.notarization(1, 0, first));

    List<String> order =
        solo.effects.stream()
            .map(VotingRulesTest::name)
            .filter(it -> it.startsWith("block") || it.contains("NOTARIZE") || it.contains("FINAL"))
            .toList();
    assertThat(order)
        .containsSubsequence(
            "block", "append NOTARIZE", "send NOTARIZE", "append FINALIZE", "send FINALIZE");
    assertThat(order.indexOf("send NOTARIZE")).isGreaterThan(order.indexOf("append NOTARIZE"));
    assertThat(order.indexOf("send FINALIZE")).isGreaterThan(order.indexOf("append FINALIZE"));
  }

  private static String name(Effect effect) {
    if (effect instanceof Effect.Append it) {
      if (it.record() instanceof JournalRecord.OwnVote vote) {
        return "append " + vote.vote().ballot().kind();
      }
      return it.record() instanceof JournalRecord.HeldBlock ? "block" : "append";
    }
    if (effect instanceof Effect.Send it && it.message().payload() instanceof Payload.OfVote vote) {
      return "send " + vote.vote().ballot().kind();
    }
    return "";
  }

  @Test
  void waitsForExecutionAndNullifiesWhatFails() {
    solo.executeAtOnce = false;
    solo.propose(solo.proposal(first, 1, 0));
    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).isEmpty();

    solo.input(new Input.Executed(first.hash(), false, "roots differ"));

    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).isEmpty();
    assertThat(solo.votes(VoteKind.NULLIFY, 1)).hasSize(1);
  }

  @Test
  @DisplayName("T-S1: a late notarization gets no FINALIZE from who has nullified")
  void neverFinalizesAfterNullify() {
    solo.propose(solo.proposal(first, 1, 0));
    solo.pass(2_000);
    assertThat(solo.votes(VoteKind.NULLIFY, 1)).hasSize(1);

    solo.certify(solo.notarization(1, 0, first));
    solo.restart();
    solo.certify(solo.notarization(1, 0, first));
    solo.pass(5_000);

    assertThat(solo.votes(VoteKind.FINALIZE, 1)).isEmpty();
    assertThat(solo.core.status().view()).isEqualTo(2);
  }

  @Test
  @DisplayName("T-S2: a timeout that fires again sends the same bytes again")
  void nullifiesOnce() {
    solo.propose(solo.proposal(first, 1, 0));
    for (int i = 0; i < 5; i++) {
      solo.pass(2_000);
    }

    assertThat(solo.votes(VoteKind.NULLIFY, 1)).hasSizeGreaterThan(2);
    assertThat(solo.votes(VoteKind.NULLIFY, 1).stream().distinct()).hasSize(1);
    assertThat(ownVotes(VoteKind.NULLIFY)).hasSize(1);
  }

  @Test
  @DisplayName("T-S3: no vote for a block that skips a view without its nullification")
  void needsTheNullificationOfEverySkippedView() {
    solo.certify(solo.nullification(1));
    solo.certify(solo.nullification(3));
    Block child = solo.child(solo.genesis, 4, "b");
    solo.forget();

    solo.propose(solo.proposal(child, 4, 0));
    assertThat(solo.votes(VoteKind.NOTARIZE, 4)).isEmpty();
    assertThat(solo.sent(Payload.WantView.class)).contains(new Payload.WantView(0, 2));

    solo.certify(solo.nullification(2));
    assertThat(solo.votes(VoteKind.NOTARIZE, 4)).hasSize(1);
  }

  @Test
  @DisplayName("T-S3: a notarized view may not be skipped without its nullification")
  void doesNotSkipANotarizedView() {
    solo.propose(solo.proposal(first, 1, 0));
    solo.certify(solo.notarization(1, 0, first));
    Block rival = solo.child(solo.genesis, 2, "b");

    solo.propose(solo.proposal(rival, 2, 0));

    assertThat(solo.votes(VoteKind.NOTARIZE, 2)).isEmpty();
  }

  @Test
  @DisplayName("T-L1, T-A14: a proposal brings the kind of certificate that the voter lacks")
  void takesTheJustificationFirst() {
    solo.certify(solo.nullification(1));
    Block child = solo.child(first, 2, "b");
    solo.propose(solo.proposal(child, 2, 1, solo.notarization(1, 0, first)));
    assertThat(solo.sent(Payload.WantBlock.class))
        .containsExactly(new Payload.WantBlock(first.hash()));

    solo.receive(solo.leader(2), new Payload.OfBlock(first));

    assertThat(solo.votes(VoteKind.NOTARIZE, 2)).hasSize(1);
  }

  @Test
  void takesNoBlockThatItDidNotAskFor() {
    Block child = solo.child(first, 2, "b");
    solo.receive(solo.leader(2), new Payload.OfBlock(first));
    solo.propose(solo.proposal(child, 2, 1, solo.notarization(1, 0, first)));

    assertThat(solo.sent(Payload.WantBlock.class)).isNotEmpty();
  }

  @Test
  void nullifiesAHeaderThatDoesNotFollowItsParent() {
    Header good = first.header();
    BlockDraft draft = good.draft();
    Slot slot = good.slot();
    long ts = good.tsMs();
    Hash zero = Hash.ZERO;
    List<BlockDraft> bad =
        List.of(
            new BlockDraft(zero, slot, draft.parentHash(), ts, Solo.SET.hash()),
            new BlockDraft(
                Keys.CHAIN,
                new Slot(0, 2, 1, slot.proposer()),
                draft.parentHash(),
                ts,
                Solo.SET.hash()),
            new BlockDraft(
                Keys.CHAIN,
                new Slot(0, 1, 2, slot.proposer()),
                draft.parentHash(),
                ts,
                Solo.SET.hash()),
            new BlockDraft(
                Keys.CHAIN, new Slot(0, 1, 1, solo.self), draft.parentHash(), ts, Solo.SET.hash()),
            new BlockDraft(Keys.CHAIN, slot, zero, ts, Solo.SET.hash()),
            new BlockDraft(
                Keys.CHAIN, slot, draft.parentHash(), TestLedger.GENESIS_MS, Solo.SET.hash()),
            new BlockDraft(Keys.CHAIN, slot, draft.parentHash(), ts, zero));
    for (BlockDraft it : bad) {
      Solo fresh = new Solo(false);
      Header header = it.complete(BodyDigest.of(List.of()), good.outcome());
      fresh.propose(fresh.proposal(new Block(header, List.of()), 1, 0));
      assertThat(fresh.votes(VoteKind.NOTARIZE, 1)).as("%s", it).isEmpty();
      assertThat(fresh.votes(VoteKind.NULLIFY, 1)).as("%s", it).hasSize(1);
    }
  }

  @Test
  @DisplayName("2.12, A10: a time ahead is waited for, a time behind withholds; neither nullifies")
  void timeRule() {
    assertThat(votesAt(2_000)).isEqualTo("NOTARIZE");
    assertThat(votesAt(2_001)).isEqualTo("nothing");
    assertThat(votesAt(-30_000)).isEqualTo("NOTARIZE");
    assertThat(votesAt(-30_001)).isEqualTo("nothing");
  }

  private static String votesAt(long aheadMs) {
    Solo fresh = new Solo(false);
    fresh.wallMs += 100_000;
    Block block = fresh.child(fresh.genesis.header(), 1, fresh.wallMs + aheadMs, "a", false);
    fresh.propose(fresh.proposal(block, 1, 0));
    if (!fresh.votes(VoteKind.NULLIFY, 1).isEmpty()) {
      return "NULLIFY";
    }
    return fresh.votes(VoteKind.NOTARIZE, 1).isEmpty() ? "nothing" : "NOTARIZE";
  }

  @Test
  void aDeferredVoteIsGivenWhenTheClockGetsThere() {
    Block block = solo.child(solo.genesis.header(), 1, solo.wallMs + 2_100, "a", false);
    solo.propose(solo.proposal(block, 1, 0));
    assertThat(solo.all(Effect.SetTimer.class))
        .anyMatch(it -> it.atNanos() == solo.nanos + 100 * Solo.MS);

    solo.pass(100);

    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).hasSize(1);
  }

  @Test
  @DisplayName("R8: each reason to give up a view")
  void givesUpWhenAThirdOrTheLeaderDoes() {
    int leader = solo.leader(1);
    List<Integer> followers = solo.others().filter(it -> it != leader).toList();
    Ballot nullify = Ballot.nullify(0, 1);

    solo.receive(followers.get(0), new Payload.OfVote(solo.vote(followers.get(0), nullify)));
    assertThat(solo.votes(VoteKind.NULLIFY, 1)).isEmpty();
    solo.receive(followers.get(1), new Payload.OfVote(solo.vote(followers.get(1), nullify)));
    assertThat(solo.votes(VoteKind.NULLIFY, 1)).hasSize(1);

    Solo other = new Solo(false);
    other.receive(leader, new Payload.OfVote(other.vote(leader, nullify)));
    assertThat(other.votes(VoteKind.NULLIFY, 1)).hasSize(1);
  }

  @Test
  @DisplayName("R8: the leader's time ends with a proposal, the view's does not")
  void deadlines() {
    solo.receive(
        solo.leader(2), new Payload.OfVote(solo.vote(solo.leader(2), Ballot.nullify(0, 1))));
    solo.pass(299);
    assertThat(solo.votes(VoteKind.NULLIFY, 1)).isEmpty();
    solo.pass(1);
    assertThat(solo.votes(VoteKind.NULLIFY, 1)).hasSize(1);

    Solo other = new Solo(false);
    other.executeAtOnce = false;
    other.propose(other.proposal(first, 1, 0));
    other.pass(499);
    assertThat(other.votes(VoteKind.NULLIFY, 1)).isEmpty();
    other.pass(1);
    assertThat(other.votes(VoteKind.NULLIFY, 1)).hasSize(1);
  }

  @Test
  @DisplayName("R5: fetches a block that an honest validator has voted for, and votes for it")
  void fetchesWhatAThirdVotesFor() {
    Ballot ballot = Ballot.notarize(0, 1, 0, first.hash());
    List<Integer> others = solo.others().toList();
    solo.receive(others.get(0), new Payload.OfVote(solo.vote(others.get(0), ballot)));
    assertThat(solo.sent(Payload.WantBlock.class)).isEmpty();
    solo.receive(others.get(1), new Payload.OfVote(solo.vote(others.get(1), ballot)));
    assertThat(solo.sent(Payload.WantBlock.class)).hasSize(1);

    solo.receive(others.get(0), new Payload.OfBlock(first));

    assertThat(solo.votes(VoteKind.NOTARIZE, 1)).hasSize(1);
    assertThat(solo.votes(VoteKind.FINALIZE, 1)).hasSize(1);
  }

  @Test
  @DisplayName("R10: commits ancestors oldest first, after fetching their bodies")
  void commitsTheWholeChain() {
    Block second = solo.child(first, 2, "b");
    solo.certify(solo.finalization(2, 1, second));
    assertThat(solo.sent(Payload.WantBlock.class))
        .containsExactly(new Payload.WantBlock(second.hash()));
    solo.receive(solo.leader(1), new Payload.OfBlock(second));
    assertThat(solo.sent(Payload.WantBlock.class)).contains(new Payload.WantBlock(first.hash()));
    assertThat(solo.all(Effect.Commit.class)).isEmpty();
    solo.receive(solo.leader(1), new Payload.OfBlock(first));

    assertThat(solo.all(Effect.Commit.class))
        .singleElement()
        .satisfies(it -> assertThat(it.blocks()).containsExactly(first, second));
    assertThat(solo.appended())
        .contains(new JournalRecord.HeldBlock(first), new JournalRecord.HeldBlock(second));
    assertThat(solo.core.status().view()).isEqualTo(3);
  }

  @Test
  @DisplayName("R10: a restart commits each final block before it executes the next")
  void commitsWhileItReplays() {
    List<Block> chain = new ArrayList<>(List.of(solo.genesis));
    for (int view = 1; view <= 5; view++) {
      Block block = solo.child(chain.get(view - 1), view, "e" + view);
      chain.add(block);
      solo.journal.add(new JournalRecord.HeldBlock(block));
      solo.journal.add(new JournalRecord.HeldCertificate(solo.finalization(view, view - 1, block)));
    }
    solo.executeAtOnce = false;

    solo.restart();

    for (int view = 1; view <= 5; view++) {
      assertThat(solo.all(Effect.Execute.class)).hasSize(view);
      assertThat(solo.all(Effect.Commit.class)).hasSize(view - 1);
      solo.input(new Input.Executed(chain.get(view).hash(), true, ""));
      assertThat(solo.all(Effect.Commit.class).get(view - 1).blocks())
          .containsExactly(chain.get(view));
    }
  }

  @Test
  @DisplayName("A19, R10: halts when a final block fails here, and does nothing more")
  void haltsOnAnotherRoot() {
    solo.executeAtOnce = false;
    solo.propose(solo.proposal(first, 1, 0));
    solo.input(new Input.Executed(first.hash(), false, "state root differs"));
    solo.certify(solo.finalization(1, 0, first));

    assertThat(solo.all(Effect.Halt.class))
        .singleElement()
        .satisfies(it -> assertThat(it.report()).contains("state root differs"));
    solo.forget();
    solo.certify(solo.nullification(2));
    assertThat(solo.effects).isEmpty();
  }

  @Test
  @DisplayName("T-A3: halts on a second final block at one height")
  void haltsOnASecondHistory() {
    solo.propose(solo.proposal(first, 1, 0));
    solo.certify(solo.finalization(1, 0, first));
    Block rival = solo.child(solo.genesis, 1, "rival");
    solo.certify(solo.finalization(1, 0, rival));
    assertThat(solo.all(Effect.Halt.class)).hasSize(1);

    Solo other = new Solo(false);
    other.propose(other.proposal(first, 1, 0));
    other.certify(other.finalization(1, 0, first));
    Block later = other.child(other.genesis, 3, "rival");
    other.certify(other.finalization(3, 0, later));
    other.receive(other.leader(2), new Payload.OfBlock(later));
    assertThat(other.all(Effect.Halt.class)).hasSize(1);
  }

  @Test
  @DisplayName("2.9: evidence against a leader with two proposals, once; the first proposal stays")
  void reportsEquivocation() {
    Block rival = solo.child(solo.genesis, 1, "b");
    solo.executeAtOnce = false;
    solo.propose(solo.proposal(first, 1, 0));
    solo.propose(solo.proposal(rival, 1, 0));
    solo.propose(solo.proposal(rival, 1, 0));
    solo.input(new Input.Executed(first.hash(), true, ""));

    assertThat(solo.all(Effect.ReportEvidence.class))
        .singleElement()
        .satisfies(it -> assertThat(it.evidence().first().signer()).isEqualTo(solo.leader(1)));
    assertThat(solo.votes(VoteKind.NOTARIZE, 1))
        .extracting(it -> it.ballot().blockHash())
        .containsExactly(first.hash());
  }

  @Test
  @DisplayName("T-C4: evidence against an earlier proposal survives a restart")
  void remembersTheFirstProposal() {
    solo.executeAtOnce = false;
    solo.propose(solo.proposal(first, 1, 0));
    solo.restart();
    solo.propose(solo.proposal(solo.child(solo.genesis, 1, "b"), 1, 0));

    assertThat(solo.all(Effect.ReportEvidence.class)).hasSize(1);
  }

  @Test
  @DisplayName("T-A3: two certificates of one view convict a third of the weight")
  void evidenceFromCertificates() {
    Block rival = solo.child(solo.genesis, 1, "b");
    solo.certify(solo.notarization(1, 0, first));
    solo.certify(solo.notarization(1, 0, rival));

    assertThat(solo.all(Effect.ReportEvidence.class)).hasSize(3);
  }

  @Test
  @DisplayName("A9: an invalid signature is counted, a vote of another epoch only ignored")
  void bansWhoSendsInvalidSignaturesAndIgnoresTheRest() {
    int from = solo.leader(2);
    Vote bad = new Vote(Ballot.nullify(0, 1), from, new byte[Vote.SIGNATURE_BYTES]);
    solo.receive(from, new Payload.OfVote(bad));
    Certificate few =
        Certificate.of(Ballot.nullify(0, 1), List.of(solo.vote(from, Ballot.nullify(0, 1))), 4);
    solo.receive(from, new Payload.OfCertificate(few));
    assertThat(solo.all(Effect.Penalize.class)).hasSize(2);

    solo.forget();
    Vote early = solo.vote(from, Ballot.nullify(7, 1));
    solo.receive(from, new Payload.OfVote(early));
    Vote far = solo.vote(from, Ballot.nullify(0, 18));
    solo.receive(from, new Payload.OfVote(far));
    assertThat(solo.all(Effect.Penalize.class)).isEmpty();
    assertThat(solo.core.status().view()).isEqualTo(1);
  }

  @Test
  @DisplayName("T-I1, T-I2: an idle node votes all the same")
  void votesWhileTheGateIsClosed() {
    assertThat(solo.core.status().armed()).isFalse();
    solo.certify(solo.nullification(1));
    assertThat(solo.core.status().armed()).isFalse();

    solo.propose(solo.proposal(solo.child(solo.genesis, 2, ""), 2, 0));

    assertThat(solo.votes(VoteKind.NOTARIZE, 2)).hasSize(1);
  }

  private List<JournalRecord> ownVotes(VoteKind kind) {
    return solo.journal.stream()
        .filter(
            it -> it instanceof JournalRecord.OwnVote vote && vote.vote().ballot().kind() == kind)
        .toList();
  }
}
