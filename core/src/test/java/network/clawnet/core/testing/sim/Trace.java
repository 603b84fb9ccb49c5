package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;

/** The last events of a schedule, written out only when something fails. */
final class Trace {
  private static final int KEPT = Math.max(4_096, Integer.getInteger("clawnet.trace", 0));

  private record Line(long at, int node, String verb, Object what) {}

  private final Line[] ring = new Line[KEPT];
  private long count;

  void add(long at, int node, String verb, Object what) {
    ring[(int) (count++ % KEPT)] = new Line(at, node, verb, what);
  }

  /** Returns the last lines, oldest first. */
  List<String> last(int lines) {
    List<String> texts = new ArrayList<>();
    for (long i = Math.max(0, count - Math.min(lines, KEPT)); i < count; i++) {
      Line line = ring[(int) (i % KEPT)];
      texts.add(
          String.format(
              "%10.3f ms  n%d %s %s", line.at / 1e6, line.node, line.verb, text(line.what)));
    }
    return texts;
  }

  static String text(Object what) {
    if (what instanceof ConsensusMessage message) {
      String status = message.status().epoch() + "/" + message.status().view();
      return text(message.payload()) + " @" + status + "/" + message.status().finalizedHeight();
    }
    if (what instanceof Payload.OfVote it) {
      return text(it.vote().ballot()) + " by " + it.vote().signer();
    }
    if (what instanceof Payload.OfCertificate it) {
      return text(it.certificate());
    }
    if (what instanceof Payload.OfProposal it) {
      return "PROPOSAL "
          + text(it.proposal().ballot())
          + " "
          + text(it.proposal().block().header());
    }
    if (what instanceof Payload.OfBlock it) {
      return "BLOCK " + text(it.block().header());
    }
    if (what instanceof Certificate it) {
      return "CERT " + text(it.ballot()) + " by " + it.votes().size();
    }
    if (what instanceof Ballot it) {
      String tuple =
          it.kind() == VoteKind.NULLIFY
              ? ""
              : " on " + it.parentView() + " " + it.blockHash().shortHex();
      return it.kind() + " " + it.epoch() + ":" + it.view() + tuple;
    }
    return record(what);
  }

  private static String record(Object what) {
    if (what instanceof Header it) {
      String last = it.lastOfEpoch() ? " last" : "";
      return it.epoch() + ":" + it.view() + " h" + it.height() + " " + it.hash().shortHex() + last;
    }
    if (what instanceof JournalRecord.OwnVote it) {
      return "OwnVote " + text(it.vote().ballot());
    }
    if (what instanceof JournalRecord.HeldBlock it) {
      return "HeldBlock " + text(it.block().header());
    }
    if (what instanceof JournalRecord.HeldCertificate it) {
      return "Held " + text(it.certificate());
    }
    if (what instanceof JournalRecord.HeldProposal it) {
      return "HeldProposal " + text(it.vote().ballot());
    }
    if (what instanceof Effect.Commit it) {
      return "up to "
          + text(it.blocks().get(it.blocks().size() - 1).header())
          + " with "
          + text(it.finalization());
    }
    return String.valueOf(what);
  }
}
