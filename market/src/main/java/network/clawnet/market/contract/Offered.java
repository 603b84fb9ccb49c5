package network.clawnet.market.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.account.MoneyCodes;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Terms;

/**
 * What an event says should stand on the paper; what it does not say stays as it is. Source:
 * docs/protocol/contract.md, section 2.
 *
 * @param about canonical bytes for people; callers must not change them
 * @param expiresAt block time, epoch milliseconds
 */
record Offered(
    Optional<byte[]> about,
    Optional<List<Part>> milestones,
    Optional<Terms> terms,
    OptionalLong expiresAt) {
  /** Longest time for which a paper stands, milliseconds. */
  static final long MAX_AGE_MS = 31_536_000_000L;

  /** Time for which a paper stands that does not say, milliseconds. */
  static final long DEFAULT_AGE_MS = 7_776_000_000L;

  static final Set<String> MEMBERS = Set.of("about", "milestones", "terms", "expiresAt");

  private static final Set<String> PART_MEMBERS = Set.of("id", "amount", "deliverMs");
  private static final int MAX_ABOUT_BYTES = 8 * 1024;
  private static final int MAX_TITLE_CHARS = 200;

  /**
   * A milestone as somebody writes it.
   *
   * @param deliverMs empty for what the terms say
   */
  record Part(String id, Tokens amount, OptionalLong deliverMs) {
    Milestone planned(Terms terms) {
      return Milestone.planned(new Milestone.Plan(id, amount, deliverMs.orElse(terms.deliverMs())));
    }
  }

  /** Reads a change of a paper: any of the members. */
  static Offered change(JsonFields in) throws DecodeException {
    if (MEMBERS.stream().noneMatch(in::has)) {
      throw new DecodeException("one of " + new TreeSet<>(MEMBERS) + " is needed");
    }
    return new Offered(
        in.has("about") ? Optional.of(about(in)) : Optional.empty(),
        in.has("milestones") ? Optional.of(parts(in)) : Optional.empty(),
        in.has("terms") ? Optional.of(Terms.in(in)) : Optional.empty(),
        in.optionalInteger("expiresAt", 1, Json.Num.MAX));
  }

  /** Reads a whole paper. */
  static Offered whole(JsonFields in) throws DecodeException {
    return new Offered(
        Optional.of(about(in)),
        Optional.of(parts(in)),
        Optional.of(Terms.in(in)),
        in.optionalInteger("expiresAt", 1, Json.Num.MAX));
  }

  /** Refuses amounts and times that cannot be. */
  Verdict check(EventContext context) {
    List<Part> parts = milestones.orElse(List.of());
    if (parts.stream().anyMatch(it -> it.amount().isZero())) {
      return Verdict.reject(MoneyCodes.ZERO_AMOUNT, "a milestone has at least 1 Token");
    }
    long left = Tokens.MAX;
    for (Part part : parts) {
      left -= part.amount().value();
      if (left < 0) {
        return Verdict.reject(ContractCodes.PRICE, "the price is over " + Tokens.MAX);
      }
    }
    return inTime(context.block().time());
  }

  private Verdict inTime(long now) {
    if (expiresAt.isEmpty()) {
      return Verdict.accept();
    }
    long at = expiresAt.getAsLong();
    return ContractChecks.unless(
        at > now && at - now <= MAX_AGE_MS,
        ContractCodes.EXPIRY,
        "a paper expires after now and within a year from now");
  }

  private static byte[] about(JsonFields in) throws DecodeException {
    new JsonFields(in.object("about")).text("title", MAX_TITLE_CHARS);
    return Members.description(in, "about", MAX_ABOUT_BYTES);
  }

  private static List<Part> parts(JsonFields in) throws DecodeException {
    List<Part> out = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (Json item : in.array("milestones", Milestone.MAX_COUNT).items()) {
      if (!(item instanceof Json.Obj part)) {
        throw new DecodeException("\"milestones\" holds objects");
      }
      JsonFields fields = new JsonFields(part).only(PART_MEMBERS);
      String id = id(fields);
      if (!ids.add(id)) {
        throw new DecodeException("\"milestones\" names \"" + id + "\" twice");
      }
      out.add(
          new Part(
              id,
              fields.amount("amount"),
              fields.optionalInteger("deliverMs", Terms.MIN_WINDOW_MS, Terms.MAX_DELIVER_MS)));
    }
    if (out.isEmpty()) {
      throw new DecodeException("\"milestones\" needs at least one");
    }
    return out;
  }

  private static String id(JsonFields in) throws DecodeException {
    String id = in.text("id", Milestone.MAX_ID_CHARS);
    boolean plain =
        id.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '.'
                        || c == '_'
                        || c == '-');
    if (!plain) {
      throw new DecodeException("\"id\" has only letters, digits, '.', '_' and '-'");
    }
    return id;
  }
}
