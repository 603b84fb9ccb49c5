package network.clawnet.core.testing.sim;

import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.ConsensusConfig;

/** Seeded bugs: each must be caught, or the simulator checks nothing. */
enum Bug {
  NONE(0),
  /** A restart forgets the last vote, as if it were a torn tail. */
  FORGET_LAST_VOTE(10),
  /** A lost journal is taken for a new one. */
  NO_QUARANTINE(198),
  /** The journal is deleted up to the head in memory, not the durable one. */
  DELETE_TO_MEMORY_HEAD(11),
  /** Certificates are not replayed. */
  FORGET_CERTIFICATES(9),
  /** Bodies are not replayed. */
  FORGET_BODIES(8),
  /** Any signature is good. */
  BELIEVE_SIGNATURES(30),
  /** Any block is valid. */
  BELIEVE_BLOCKS(20),
  /** The store never answers a commit. */
  NEVER_COMMITTED(1),
  /** The pool never asks for a block. */
  DEAF_GATE(1);

  /** A schedule that caught it; tried first. */
  final long seed;

  Bug(long seed) {
    this.seed = seed;
  }

  ConsensusCore core(ConsensusConfig config, SimNode node) {
    var check = node.world.keys.check();
    return new ConsensusCore(
        config, node.signer, this == BELIEVE_SIGNATURES ? (key, bytes, signature) -> true : check);
  }

  List<JournalRecord> restored(SimNode node, List<JournalRecord> records) {
    return switch (this) {
      case FORGET_LAST_VOTE -> withoutLastVote(records);
      case FORGET_CERTIFICATES ->
          records.stream().filter(it -> !(it instanceof JournalRecord.HeldCertificate)).toList();
      case FORGET_BODIES ->
          records.stream().filter(it -> !(it instanceof JournalRecord.HeldBlock)).toList();
      case NO_QUARANTINE -> records.stream().map(Bug::keyBorn).toList();
      default -> records;
    };
  }

  String judge(ToyLedger ledger, Block block) {
    String fault = ledger.execute(block);
    return this == BELIEVE_BLOCKS ? "" : fault;
  }

  private static JournalRecord keyBorn(JournalRecord record) {
    return record instanceof JournalRecord.Birth it
        ? new JournalRecord.Birth(it.timeMs(), it.key(), true)
        : record;
  }

  private static List<JournalRecord> withoutLastVote(List<JournalRecord> records) {
    int last = -1;
    for (int i = 0; i < records.size(); i++) {
      last = records.get(i) instanceof JournalRecord.OwnVote ? i : last;
    }
    int dropped = last;
    return java.util.stream.IntStream.range(0, records.size())
        .filter(i -> i != dropped)
        .mapToObj(records::get)
        .toList();
  }
}
