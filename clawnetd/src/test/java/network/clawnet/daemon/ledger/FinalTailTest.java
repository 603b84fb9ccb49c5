package network.clawnet.daemon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.process.StartException;
import org.junit.jupiter.api.Test;

class FinalTailTest {
  private static final Head HEAD = new Head(Hash.ZERO, 10, Hash.ZERO, 2, 30);

  private static Block block(long height, Hash parent) {
    Slot slot = new Slot(2, view(height), height, 0);
    BlockDraft draft = new BlockDraft(Hash.ZERO, slot, parent, 1_000 + height, Hash.ZERO);
    Outcome outcome = new Outcome(false, Hash.ZERO, Hash.ZERO, Hash.ZERO);
    return new Block(draft.complete(BodyDigest.of(List.of()), outcome), List.of());
  }

  private static long view(long height) {
    return height + 20;
  }

  /** Returns what a journal holds of a block that this many validators made final, the node too. */
  private static List<JournalRecord> finality(Block block, int signers) {
    Ballot ballot =
        Ballot.finalizing(
            block.header().epoch(), block.header().view(), block.header().view() - 1, block.hash());
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < signers; i++) {
      votes.add(new Vote(ballot, i, new byte[Vote.SIGNATURE_BYTES]));
    }
    Certificate certificate = Certificate.of(ballot, votes, signers);
    Certificate notarization =
        Certificate.of(
            ballot.as(VoteKind.NOTARIZE),
            List.of(new Vote(ballot.as(VoteKind.NOTARIZE), 0, new byte[Vote.SIGNATURE_BYTES])),
            signers);
    return List.of(
        new JournalRecord.OwnVote(votes.get(0), notarization),
        new JournalRecord.HeldCertificate(certificate));
  }

  private final Block first = block(11, Hash.ZERO);
  private final Block second = block(12, first.hash());
  private final List<JournalRecord> records = new ArrayList<>();

  @Test
  void isTheHighestFinalBlockAboveTheHead() throws Exception {
    records.add(new JournalRecord.HeldBlock(second));
    records.addAll(finality(second, 1));
    records.add(new JournalRecord.HeldBlock(first));
    records.addAll(finality(first, 1));
    records.add(new JournalRecord.HeldBlock(block(13, second.hash())));

    assertThat(FinalTail.of(records, HEAD).height()).isEqualTo(12);
  }

  @Test
  void isTheHeadWhereTheJournalHoldsNothingAboveIt() throws Exception {
    assertThat(FinalTail.of(List.of(), HEAD).height()).isEqualTo(10);
    assertThat(FinalTail.of(finality(block(10, Hash.ZERO), 1), HEAD).height()).isEqualTo(10);
  }

  @Test
  void refusesToForgetAFinalBlockThatThisNodeAloneMadeFinal() {
    records.addAll(finality(first, 1));

    assertThatThrownBy(() -> FinalTail.of(records, HEAD))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(first.hash().hex())
        .hasMessageContaining("the block itself is damaged");
  }

  @Test
  void refusesToForgetOneBelowIt() {
    records.add(new JournalRecord.HeldBlock(second));
    records.addAll(finality(second, 1));

    assertThatThrownBy(() -> FinalTail.of(records, HEAD))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("one below it is damaged");
  }

  @Test
  void leavesToTheOthersWhatTheyHaveToo() throws Exception {
    records.addAll(finality(first, 2));
    assertThat(FinalTail.of(records, HEAD).height()).isEqualTo(10);

    JournalRecord followed = finality(first, 1).get(1);
    assertThat(FinalTail.of(List.of(followed), HEAD).height()).isEqualTo(10);
  }
}
