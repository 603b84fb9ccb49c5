package network.clawnet.core.consensus.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final PublicKey KEY = PublicKey.of(new byte[PublicKey.BYTES]);
  private static final Ballot NOTARIZE = Ballot.notarize(1, 5, 4, Hash.ZERO);

  private static Vote vote(Ballot ballot) {
    return new Vote(ballot, 0, new byte[Vote.SIGNATURE_BYTES]);
  }

  private static Certificate notarization() {
    return Certificate.of(NOTARIZE, List.of(vote(NOTARIZE)), 1);
  }

  private static Block block() {
    List<byte[]> events = List.of(new byte[] {1, 2, 3});
    BlockDraft draft = new BlockDraft(Hash.ZERO, new Slot(1, 5, 3, 0), Hash.ZERO, 5, Hash.ZERO);
    Outcome outcome = new Outcome(true, Hash.ZERO, Hash.ZERO, Hash.ZERO);
    return new Block(draft.complete(BodyDigest.of(events), outcome), events);
  }

  private static List<JournalRecord> all() {
    Ballot finalize = Ballot.finalizing(1, 5, 4, Hash.ZERO);
    return List.of(
        new JournalRecord.Birth(1_000, KEY, true),
        new JournalRecord.EpochHeader(Hash.ZERO, KEY, 7),
        new JournalRecord.OwnVote(vote(NOTARIZE), null),
        new JournalRecord.OwnVote(vote(Ballot.nullify(1, 5)), null),
        new JournalRecord.OwnVote(vote(finalize), notarization()),
        new JournalRecord.HeldBlock(block()),
        new JournalRecord.HeldCertificate(notarization()),
        new JournalRecord.HeldProposal(vote(NOTARIZE)));
  }

  @Test
  void readsBackEveryRecord() throws DecodeException {
    for (JournalRecord record : all()) {
      int type = RecordCodec.type(record);
      byte[] payload = RecordCodec.encode(record);
      assertThat(RecordCodec.decode(type, payload)).isEqualTo(record);
      assertThat(type).isBetween(1, 255);
    }
  }

  @Test
  void refusesTrailingAndMissingBytesAndForeignTypes() {
    for (JournalRecord record : all()) {
      byte[] payload = RecordCodec.encode(record);
      for (int length : new int[] {payload.length - 1, payload.length + 1, 0}) {
        byte[] bad = Arrays.copyOf(payload, length);
        assertThatThrownBy(() -> RecordCodec.decode(RecordCodec.type(record), bad))
            .isInstanceOf(DecodeException.class);
      }
      assertThatThrownBy(() -> RecordCodec.decode(9, payload)).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  @DisplayName("M6: a FINALIZE record contains its notarization, no other vote does")
  void finalizeCarriesItsNotarization() {
    Vote finalize = vote(Ballot.finalizing(1, 5, 4, Hash.ZERO));

    assertThatThrownBy(() -> new JournalRecord.OwnVote(finalize, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JournalRecord.OwnVote(vote(NOTARIZE), notarization()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("A2: own votes, and nothing else, are written twice")
  void onlyOwnVotesAreVotes() {
    assertThat(all()).allMatch(it -> it.isVote() == it instanceof JournalRecord.OwnVote);
  }

  @Test
  void knowsWhereItBelongs() {
    JournalRecord vote = new JournalRecord.OwnVote(vote(NOTARIZE), null);
    assertThat(List.of(vote.epoch(), vote.view())).containsExactly(1L, 5L);
    JournalRecord held = new JournalRecord.HeldBlock(block());
    assertThat(List.of(held.epoch(), held.view())).containsExactly(1L, 5L);
    JournalRecord header = new JournalRecord.EpochHeader(Hash.ZERO, KEY, 7);
    assertThat(List.of(header.epoch(), header.view())).containsExactly(7L, 0L);
  }
}
