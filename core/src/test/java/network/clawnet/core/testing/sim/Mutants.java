package network.clawnet.core.testing.sim;

import java.util.List;

/** The seeded bugs of the rules, the driver and the ledger; more are in {@link Bug}. */
final class Mutants {
  private static final String BOOK = "consensus/vote/VoteBook.java";
  private static final String TALLY = "consensus/vote/Tally.java";
  private static final String SET = "consensus/set/ValidatorSet.java";
  private static final String PARENTS = "consensus/epoch/Parents.java";
  private static final String NOTARIZER = "consensus/epoch/Notarizer.java";
  private static final String NULLIFIER = "consensus/epoch/Nullifier.java";
  private static final String FINALIZER = "consensus/epoch/Finalizer.java";
  private static final String INTAKE = "consensus/epoch/Intake.java";
  private static final String PACEMAKER = "consensus/epoch/Pacemaker.java";
  private static final String CHECK = "consensus/vote/VoteCheck.java";
  private static final String LICENCE = "consensus/record/EpochLicence.java";
  private static final String LOOP = "consensus/driver/ConsensusLoop.java";
  private static final String WRITER = "consensus/driver/JournalWriter.java";
  private static final String STORAGE = "chain/StorageThread.java";

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              3,
              "finalizes a view it has nullified",
              BOOK,
              "case FINALIZE ->\n          !inView.containsKey(VoteKind.NULLIFY)\n              &&",
              "case FINALIZE ->\n          true &&"),
          new Mutant(
              1,
              "notarizes twice",
              BOOK,
              "case NOTARIZE -> inView.isEmpty();",
              "case NOTARIZE -> true;"),
          new Mutant(
              39,
              "forgets votes when the floor rises too far",
              BOOK,
              "votes.headMap(to, true).clear();",
              "votes.clear();"),
          new Mutant(
              422,
              "takes half for a quorum",
              SET,
              "3 * weight > 2 * totalWeight",
              "2 * weight > totalWeight"),
          new Mutant(
              2,
              "needs one vote more than a quorum",
              SET,
              "3 * weight > 2 * totalWeight",
              "3 * weight > 2 * totalWeight + 3"),
          new Mutant(
              150,
              "takes one voter for an honest one",
              SET,
              "3 * weight >= totalWeight",
              "weight > 0"),
          new Mutant(
              354,
              "builds over views that were not nullified",
              PARENTS,
              "return missing == 0;",
              "return true;"),
          new Mutant(
              7,
              "re-proposes the start block",
              PARENTS,
              "header.lastOfEpoch() && header.epoch() == epoch && view > 0",
              "header.lastOfEpoch()"),
          new Mutant(
              741,
              "never re-proposes the last block",
              PARENTS,
              "header.lastOfEpoch() && header.epoch() == epoch && view > 0",
              "false"),
          new Mutant(
              618,
              "ignores the parent hash",
              NOTARIZER,
              "&& header.parentHash().equals(parent.hash())",
              ""),
          new Mutant(
              20,
              "ignores who leads",
              NOTARIZER,
              "&& header.slot().proposer() == scope.leader(ballot.view())",
              ""),
          new Mutant(
              20,
              "votes for what fails",
              NOTARIZER,
              "return verdict == Verdict.BAD ? Opinion.BAD : Opinion.WAIT;",
              "return verdict == Verdict.BAD ? Opinion.GOOD : Opinion.WAIT;"),
          new Mutant(
              10,
              "never repeats a NULLIFY",
              NULLIFIER,
              "if (nextRetry <= out.nanos()) {",
              "if (nextRetry < 0) {"),
          new Mutant(11, "commits without executing", FINALIZER, "return false;", "return true;"),
          new Mutant(
              9,
              "appends no certificate",
              INTAKE,
              "out.append(new JournalRecord.HeldCertificate(certificate));",
              ""),
          new Mutant(
              9,
              "a second vote replaces the first",
              TALLY,
              "if (ofKind.putIfAbsent(vote.signer(), vote) == null) {",
              "if (!vote.equals(ofKind.put(vote.signer(), vote))) {"),
          new Mutant(
              198,
              "takes a young journal for an old one",
              LICENCE,
              "it != null && (it.keyBorn() || startBlock.tsMs() > it.timeMs() + MARGIN_MS)",
              "it != null"),
          new Mutant(
              30,
              "believes signatures in certificates",
              CHECK,
              "if (!isSigned(vote, signed)) {",
              "if (vote.signer() < 0) {"),
          new Mutant(
              20,
              "takes blocks of any height",
              NOTARIZER,
              "&& header.height() == parent.header().height() + 1",
              ""),
          new Mutant(
              1,
              "never votes for finality",
              FINALIZER,
              "caster.cast(ballot, notarization.get(), Payload.OfVote::new);",
              ""),
          new Mutant(
              8,
              "makes empty blocks for ever",
              PACEMAKER,
              "latched |= !reasons.isEmpty() || heard;",
              "latched |= !reasons.isEmpty() || heard || state.hasUnfinalized();"),
          new Mutant(
              228,
              "sends before the journal is durable",
              LOOP,
              "outbox.hold(appended, effect);",
              "outbox.hold(effect instanceof Effect.Send ? 0 : appended, effect);"),
          new Mutant(
              8,
              "calls a block final before the journal is durable",
              LOOP,
              "outbox.hold(appended, effect);",
              "outbox.hold(effect instanceof Effect.Commit ? 0 : appended, effect);"),
          new Mutant(
              64,
              "lets a lone vote survive its body",
              WRITER,
              "} else if (work instanceof JournalWork.Barrier) {\n        journal.sync();",
              "} else if (work instanceof JournalWork.Barrier) {\n        written += 0;"),
          new Mutant(
              3,
              "has no timers",
              PACEMAKER,
              "advanceDeadline = out.nanos() + stretched(timing.advanceNs());",
              ""));

  /** Bugs of the ledger; only schedules with the real one can catch them. */
  static final List<Mutant> OF_LEDGER =
      List.of(
          new Mutant(
              288,
              "lets the journal go before the database is flushed",
              STORAGE,
              "      flushNow();\n    }",
              "      callbacks.durable().accept(commit.head());\n    }"),
          new Mutant(
              8,
              "tells of a block before it is written",
              STORAGE,
              "store.write(batch, false);\n    callbacks.written().accept(commit);",
              "callbacks.written().accept(commit);\n    store.write(batch, false);"),
          new Mutant(
              208,
              "believes the roots of a header",
              "chain/branch/Chain.java",
              "if (!own.equals(block.header().outcome())) {",
              "if (own.lastOfEpoch() != block.header().lastOfEpoch()) {"),
          new Mutant(
              8,
              "pays twice what is due",
              "chain/branch/DueSource.java",
              "if (change == null || change.value() != null) {",
              "if (entry.time() <= time) {"),
          new Mutant(
              64,
              "mints at the end of an epoch",
              "stake/FeeShare.java",
              ".divide(BigInteger.valueOf(total))",
              ".divide(BigInteger.valueOf(total)).add(BigInteger.ONE)"),
          new Mutant(
              96,
              "keeps a validator that was slashed",
              "stake/NextSet.java",
              "&& standing.conduct() == Conduct.GOOD",
              ""),
          new Mutant(
              136,
              "moves more than a third of the weight at once",
              "stake/SetChange.java",
              "this.budget = weights.values().stream().mapToLong(it -> it).sum() / 3;",
              "this.budget = Long.MAX_VALUE;"),
          new Mutant(
              88,
              "returns stake without a wait",
              "stake/EpochEnd.java",
              "block.time() + params.unbondingMs()",
              "block.time()"),
          new Mutant(
              88,
              "lets stake go while a set still counts it",
              "stake/EpochEnd.java",
              "boolean begins = leaving && !entry.hasLeft();",
              "boolean begins = !entry.hasLeft();"),
          new Mutant(
              8,
              "takes a nonce twice",
              "account/EnvelopeRules.java",
              "if (event.nonce() < expected) {",
              "if (event.nonce() + 1 < expected) {"),
          new Mutant(
              456,
              "forgets the epoch of the head",
              "chain/ChainStart.java",
              "sameEpoch && !isStartBlock ? head.finalView() : 0",
              "head.finalView()"));

  private Mutants() {}
}
