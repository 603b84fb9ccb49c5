package network.clawnet.market.contract;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;

/**
 * Payload of a step of a contract.
 *
 * @param <P> what the step says besides
 */
record ContractStep<P>(Hash contractId, Hash resourcePrev, P part) {
  static final String CONTRACT_ID = "contractId";

  private static final int MAX_STARS = 5;

  /** A step that says nothing more. */
  enum Nothing {
    NOTHING
  }

  /**
   * A funding.
   *
   * @param amount the price that the client has seen
   * @param withoutArbiter whether the client does without where none is eligible
   */
  record Funding(Tokens amount, boolean withoutArbiter) {}

  /**
   * An end before all is done; the reason is for people.
   *
   * @param toProvider the provider's part of what is held
   */
  record Termination(String reason, Tokens toProvider) {}

  /** A review; the comment is for people. */
  record Stars(int rating, Optional<String> comment) {}

  static MarketRule.Form<ContractStep<Nothing>> plain() {
    return form(Set.of(), in -> Nothing.NOTHING);
  }

  static MarketRule.Form<ContractStep<Offered>> offered() {
    return form(Offered.MEMBERS, Offered::change);
  }

  static MarketRule.Form<ContractStep<Funding>> funding() {
    return form(
        Set.of("amount", "withoutArbiter"),
        in -> new Funding(in.amount("amount"), in.flag("withoutArbiter", false)));
  }

  static MarketRule.Form<ContractStep<Termination>> termination() {
    return form(
        Set.of("reason", "toProvider"),
        in ->
            new Termination(
                in.text("reason", Members.MAX_TEXT),
                in.optionalAmount("toProvider").orElse(Tokens.ZERO)));
  }

  static MarketRule.Form<ContractStep<Stars>> stars() {
    return form(
        Set.of("rating", "comment"),
        in ->
            new Stars(
                (int) in.integer("rating", 1, MAX_STARS),
                in.optionalText("comment", Members.MAX_TEXT)));
  }

  static <P> ContractStep<P> decode(JsonFields in, MarketRule.Decoder<P> part)
      throws DecodeException {
    return new ContractStep<>(
        Members.hash(in, CONTRACT_ID), Members.hash(in, Members.RESOURCE_PREV), part.decode(in));
  }

  private static <P> MarketRule.Form<ContractStep<P>> form(
      Set<String> more, MarketRule.Decoder<P> part) {
    Set<String> members = new TreeSet<>(more);
    members.add(CONTRACT_ID);
    members.add(Members.RESOURCE_PREV);
    return new MarketRule.Form<>(members, in -> decode(in, part));
  }
}
