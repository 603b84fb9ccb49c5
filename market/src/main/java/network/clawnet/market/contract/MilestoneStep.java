package network.clawnet.market.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.contract.ContractStep.Nothing;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;

/**
 * Payload of a step of a milestone.
 *
 * @param <P> what the step says besides
 */
record MilestoneStep<P>(ContractStep<P> base, String milestoneId) {
  /** Most hashes of evidence of one milestone. */
  static final int MAX_EVIDENCE = 16;

  private static final int MAX_KEY_CHARS = 2_048;
  private static final String MILESTONE_ID = "milestoneId";

  /**
   * A submission.
   *
   * @param key the content's key, sealed to the client; the ledger gives it no meaning
   * @param notes for people
   */
  record Submission(Hash contentHash, Optional<String> key, Optional<String> notes) {}

  /** Why somebody objects. */
  record Objection(String reason, List<Hash> evidence) {}

  P part() {
    return base.part();
  }

  static MarketRule.Form<MilestoneStep<Submission>> submission() {
    return form(
        Set.of("contentHash", "key", "notes"),
        in ->
            new Submission(
                Members.hash(in, "contentHash"), in.optionalText("key", MAX_KEY_CHARS), notes(in)));
  }

  static MarketRule.Form<MilestoneStep<Nothing>> noted() {
    return form(
        Set.of("notes"),
        in -> {
          notes(in);
          return Nothing.NOTHING;
        });
  }

  static MarketRule.Form<MilestoneStep<String>> reason() {
    return form(Set.of("reason"), in -> in.text("reason", Members.MAX_TEXT));
  }

  static MarketRule.Form<MilestoneStep<Objection>> objection() {
    return form(
        Set.of("reason", "evidence"),
        in ->
            new Objection(
                in.text("reason", Members.MAX_TEXT), in.has("evidence") ? hashes(in) : List.of()));
  }

  static MarketRule.Form<MilestoneStep<List<Hash>>> evidence() {
    return form(Set.of("evidence"), MilestoneStep::hashes);
  }

  static MarketRule.Form<MilestoneStep<Tokens>> share() {
    return form(Set.of("toProvider"), in -> in.amount("toProvider"));
  }

  private static Optional<String> notes(JsonFields in) throws DecodeException {
    return in.optionalText("notes", Members.MAX_TEXT);
  }

  private static List<Hash> hashes(JsonFields in) throws DecodeException {
    return Members.hashes(in, "evidence", MAX_EVIDENCE);
  }

  private static <P> MarketRule.Form<MilestoneStep<P>> form(
      Set<String> more, MarketRule.Decoder<P> part) {
    Set<String> members = new TreeSet<>(more);
    members.add(ContractStep.CONTRACT_ID);
    members.add(Members.RESOURCE_PREV);
    members.add(MILESTONE_ID);
    return new MarketRule.Form<>(
        members,
        in ->
            new MilestoneStep<>(
                ContractStep.decode(in, part), in.text(MILESTONE_ID, Milestone.MAX_ID_CHARS)));
  }
}
