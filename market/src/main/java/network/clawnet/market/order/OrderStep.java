package network.clawnet.market.order;

import java.util.List;
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
 * Payload of a step of an order.
 *
 * @param <P> what the step says besides
 */
record OrderStep<P>(Hash orderId, Hash resourcePrev, P part) {
  /** Most hashes of evidence of one order. */
  static final int MAX_EVIDENCE = 16;

  private static final int MAX_KEY_CHARS = 2_048;
  private static final int MAX_STARS = 5;

  /** A step that says nothing more. */
  enum Nothing {
    NOTHING
  }

  /**
   * A delivery.
   *
   * @param key the content's key, sealed to the buyer; the ledger gives it no meaning
   */
  record Delivery(Hash contentHash, Optional<String> key) {}

  /** Why somebody objects. */
  record Objection(String reason, List<Hash> evidence) {}

  /** A review; the comment is for people. */
  record Stars(int rating, Optional<String> comment) {}

  static MarketRule.Form<OrderStep<Nothing>> plain() {
    return form(Set.of(), in -> Nothing.NOTHING);
  }

  static MarketRule.Form<OrderStep<String>> reason() {
    return form(Set.of("reason"), in -> in.text("reason", Members.MAX_TEXT));
  }

  static MarketRule.Form<OrderStep<Delivery>> delivery() {
    return form(
        Set.of("contentHash", "key"),
        in -> new Delivery(Members.hash(in, "contentHash"), in.optionalText("key", MAX_KEY_CHARS)));
  }

  static MarketRule.Form<OrderStep<Objection>> objection() {
    return form(
        Set.of("reason", "evidence"),
        in ->
            new Objection(
                in.text("reason", Members.MAX_TEXT),
                in.has("evidence") ? evidence(in) : List.of()));
  }

  static MarketRule.Form<OrderStep<List<Hash>>> evidence() {
    return form(Set.of("evidence"), OrderStep::evidence);
  }

  static MarketRule.Form<OrderStep<Tokens>> share() {
    return form(Set.of("toSeller"), in -> in.amount("toSeller"));
  }

  static MarketRule.Form<OrderStep<Stars>> stars() {
    return form(
        Set.of("rating", "comment"),
        in ->
            new Stars(
                (int) in.integer("rating", 1, MAX_STARS),
                in.optionalText("comment", Members.MAX_TEXT)));
  }

  private static List<Hash> evidence(JsonFields in) throws DecodeException {
    return Members.hashes(in, "evidence", MAX_EVIDENCE);
  }

  private static <P> MarketRule.Form<OrderStep<P>> form(
      Set<String> more, MarketRule.Decoder<P> part) {
    Set<String> members = new TreeSet<>(more);
    members.add("orderId");
    members.add(Members.RESOURCE_PREV);
    return new MarketRule.Form<>(
        members,
        in ->
            new OrderStep<>(
                Members.hash(in, "orderId"),
                Members.hash(in, Members.RESOURCE_PREV),
                part.decode(in)));
  }
}
