package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.journal.Birth;
import network.clawnet.core.journal.Journal;
import network.clawnet.core.journal.JournalOptions;
import network.clawnet.core.journal.Opening;
import network.clawnet.core.journal.file.FileJournalDisk;

/** All votes that a validator ever signed, gathered from copies of its journal. */
final class OwnVotes {
  private record View(long epoch, long view) implements Comparable<View> {
    @Override
    public int compareTo(View other) {
      return epoch != other.epoch
          ? Long.compare(epoch, other.epoch)
          : Long.compare(view, other.view);
    }
  }

  private final Map<View, List<Ballot>> ballots = new TreeMap<>();
  private final PublicKey key;

  OwnVotes(PublicKey key) {
    this.key = key;
  }

  int views() {
    return ballots.size();
  }

  /**
   * Reads the journal of a node that is not running and fails if a vote contradicts an earlier one.
   * Works on a copy, because opening a journal repairs it.
   */
  void read(Path journal, Path copy) throws IOException {
    delete(copy);
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(journal)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    int headerType = 2;
    JournalOptions options =
        new JournalOptions(
            JournalOptions.SEGMENT_BYTES,
            (byte) headerType,
            new Birth(0, key, false),
            new Random());
    Opening opening = Journal.open(new FileJournalDisk(copy), options);
    if (opening instanceof Opening.Refused refused) {
      throw new AssertionError("the journal cannot be opened: " + refused);
    }
    Opening.Opened opened = (Opening.Opened) opening;
    opened.replay().forEach(it -> add(it.entry().type(), it.entry().payload()));
    opened.journal().close();
    delete(copy);
  }

  private void add(int type, byte[] payload) {
    try {
      if (RecordCodec.decode(type, payload) instanceof JournalRecord.OwnVote own) {
        add(own.vote().ballot());
      }
    } catch (DecodeException e) {
      throw new AssertionError("the journal holds a record that cannot be read", e);
    }
  }

  private void add(Ballot ballot) {
    List<Ballot> earlier =
        ballots.computeIfAbsent(new View(ballot.epoch(), ballot.view()), view -> new ArrayList<>());
    for (Ballot each : earlier) {
      assertThat(contradict(each, ballot)).as(() -> each + " and " + ballot).isFalse();
    }
    if (!earlier.contains(ballot)) {
      earlier.add(ballot);
    }
  }

  private static boolean contradict(Ballot one, Ballot other) {
    boolean nullified = one.kind() == VoteKind.NULLIFY || other.kind() == VoteKind.NULLIFY;
    boolean finalized = one.kind() == VoteKind.FINALIZE || other.kind() == VoteKind.FINALIZE;
    return nullified ? finalized : !one.sameTuple(other);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
