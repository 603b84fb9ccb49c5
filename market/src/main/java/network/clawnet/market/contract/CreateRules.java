package network.clawnet.market.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.kernel.Terms;

/**
 * The rules of {@code contract.create}: somebody asks somebody to work. Source:
 * docs/protocol/contract.md, section 2.
 */
public final class CreateRules {
  public static final String CREATE = "contract.create";

  private static final int UNITS = 60;
  private static final String PROVIDER = "provider";

  private CreateRules() {}

  /** Payload of {@code contract.create}. */
  private record Creation(Did provider, Offered offered) {
    static Set<String> members() {
      Set<String> members = new TreeSet<>(Offered.MEMBERS);
      members.add(PROVIDER);
      return members;
    }

    static Creation decode(JsonFields in) throws DecodeException {
      return new Creation(Members.did(in, PROVIDER), Offered.whole(in));
    }
  }

  public static List<Rules<?>> rules() {
    return List.of(
        new MarketRule<>(
            new MarketRule.Heading(CREATE, FeeClass.FREE_LANE, UNITS),
            new MarketRule.Form<>(Creation.members(), Creation::decode),
            CreateRules::check,
            CreateRules::apply));
  }

  private static Verdict check(Creation event, EventContext context, StateView view) {
    return Relations.apart(view, context.issuer(), event.provider(), Optional.empty())
        .then(() -> event.offered().check(context));
  }

  private static void apply(Creation event, EventContext context, Changes changes) {
    Offered offered = event.offered();
    long now = context.block().time();
    Terms terms = offered.terms().orElseThrow();
    Contract.Progress progress =
        new Contract.Progress(
            Contract.State.DRAFT,
            false,
            false,
            now,
            0,
            offered.expiresAt().orElse(now + Offered.DEFAULT_AGE_MS));
    Contract contract =
        new Contract(
            context.hash(),
            new Contract.Parties(context.issuer(), event.provider(), Optional.empty()),
            new Contract.Paper(terms, context.hash()),
            progress,
            offered.milestones().orElseThrow().stream().map(it -> it.planned(terms)).toList(),
            Contract.Sums.NONE,
            Optional.empty(),
            context.hash());
    Contracts.begin(contract, offered.about().orElseThrow(), changes);
  }
}
