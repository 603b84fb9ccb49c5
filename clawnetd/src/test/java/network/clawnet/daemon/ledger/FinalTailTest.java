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
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.process.StartException;
import org.junit.jupiter.api.Test;

class FinalTailTest {
  private static final Head HEAD = new Head(Hash.ZERO, 10, Hash.ZERO, 2, 30);

  private static Block block(long height, long view) {
    Slot slot = new Slot(2, view, height, 0);
    BlockDraft draft = new BlockDraft(Hash.ZERO, slot, Hash.ZERO, 1_000 + height, Hash.ZERO);
    Outcome outcome = new Outcome(false, Hash.ZERO, Hash.ZERO, Hash.ZERO);
    return new Block(draft.complete(BodyDigest.of(List.of()), outcome), List.of());
  }

  private static List<JournalRecord> finalBlock(Block block) {
    List<JournalRecord> records = new ArrayList<>();
    records.add(new JournalRecord.HeldBlock(block));
    records.add(certificate(block));
    return records;
  }

  private static JournalRecord certificate(Block block) {
    long view = block.header().view();
    Ballot ballot = Ballot.finalizing(block.header().epoch(), view, view - 1, block.hash());
    Vote vote = new Vote(ballot, 0, new byte[Vote.SIGNATURE_BYTES]);
    return new JournalRecord.HeldCertificate(Certificate.of(ballot, List.of(vote), 1));
  }

  @Test
  void isTheHighestFinalBlockAboveTheHead() throws Exception {
    List<JournalRecord> records = new ArrayList<>(finalBlock(block(12, 32)));
    records.addAll(finalBlock(block(11, 31)));
    records.add(new JournalRecord.HeldBlock(block(13, 33)));

    assertThat(FinalTail.of(records, HEAD, true).height()).isEqualTo(12);
  }

  @Test
  void isTheHeadWhereTheJournalHoldsNothingAboveIt() throws Exception {
    assertThat(FinalTail.of(List.of(), HEAD, true).height()).isEqualTo(10);
    assertThat(FinalTail.of(List.of(certificate(block(10, 30))), HEAD, true).height())
        .isEqualTo(10);
  }

  @Test
  void refusesToForgetAFinalBlockThatNobodyElseHas() throws Exception {
    List<JournalRecord> records = List.of(certificate(block(11, 31)));

    assertThatThrownBy(() -> FinalTail.of(records, HEAD, true))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(block(11, 31).hash().hex())
        .hasMessageContaining("journal");
    assertThat(FinalTail.of(records, HEAD, false).height()).isEqualTo(10);
  }
}
