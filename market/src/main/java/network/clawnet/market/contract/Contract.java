package network.clawnet.market.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.kernel.Timed;

/**
 * A service contract as the ledger keeps it. From its funding to its end it holds the amounts of
 * the milestones that run.
 *
 * @param id hash of the event that made it
 * @param milestones in the order of the paper, 1 to {@link Milestone#MAX_COUNT}
 * @param sums what ended milestones add up to
 * @param ending ratings and reviews; empty before the end
 * @param lastEvent what {@code resourcePrev} must name
 */
public record Contract(
    Hash id,
    Parties parties,
    Paper paper,
    Progress progress,
    List<Milestone> milestones,
    Sums sums,
    Optional<Ending> ending,
    Hash lastEvent)
    implements Timed {
  public Contract {
    milestones = List.copyOf(milestones);
  }

  /**
   * Who has to do with it.
   *
   * @param client who pays
   * @param provider who works
   * @param arbiter who would rule; empty before the funding, or where nobody was eligible
   */
  public record Parties(Did client, Did provider, Optional<Did> arbiter) {
    boolean has(Did did) {
      return client.equals(did) || provider.equals(did);
    }
  }

  /**
   * What stands to be signed, besides the milestones.
   *
   * @param event the event that said it last
   */
  public record Paper(Terms terms, Hash event) {}

  /**
   * Where a contract stands.
   *
   * @param signedByClient whether the client has signed what stands
   * @param created block time of its event, epoch milliseconds
   * @param funded the same of its funding; 0 before
   * @param until by when it must be funded; of an ended contract the time of its end
   */
  public record Progress(
      State state,
      boolean signedByClient,
      boolean signedByProvider,
      long created,
      long funded,
      long until) {
    Progress at(State newState, long newUntil) {
      return new Progress(newState, signedByClient, signedByProvider, created, funded, newUntil);
    }

    Progress unsigned(long newUntil) {
      return new Progress(State.NEGOTIATING, false, false, created, funded, newUntil);
    }

    Progress signed(boolean client, boolean provider) {
      boolean both = client && provider;
      return new Progress(
          both ? State.PENDING_FUNDING : State.PENDING_SIGNATURE,
          client,
          provider,
          created,
          funded,
          until);
    }

    Progress funded(long time) {
      return new Progress(State.ACTIVE, signedByClient, signedByProvider, created, time, until);
    }
  }

  /** Where a contract stands. The codes are stored and never change. */
  public enum State implements Rows.Coded {
    DRAFT(0),
    NEGOTIATING(1),
    PENDING_SIGNATURE(2),
    PENDING_FUNDING(3),
    ACTIVE(4),
    DISPUTED(5),
    COMPLETED(6),
    TERMINATED(7),
    EXPIRED(8);

    private final int code;

    State(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }

    /** Returns whether it is over: no money is left in it. */
    public boolean isFinal() {
      return switch (this) {
        case DRAFT, NEGOTIATING, PENDING_SIGNATURE, PENDING_FUNDING, ACTIVE, DISPUTED -> false;
        case COMPLETED, TERMINATED, EXPIRED -> true;
      };
    }

    /** Returns whether milestones run. */
    public boolean isFunded() {
      return this == ACTIVE || this == DISPUTED;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What ended milestones add up to. Source: docs/protocol/contract.md, section 5.
   *
   * @param paid what the provider got, market fees included
   * @param fair what speaks for the client
   * @param counted what both are measured by
   * @param ruled whether the arbiter ruled
   * @param failed whether the provider lost a milestone by a deadline or by a ruling
   */
  public record Sums(Tokens paid, Tokens fair, Tokens counted, boolean ruled, boolean failed) {
    static final Sums NONE = new Sums(Tokens.ZERO, Tokens.ZERO, Tokens.ZERO, false, false);
  }

  /**
   * What is left to do after the end.
   *
   * @param providerRating number of the provider's rating; it exists if the provider was paid
   * @param clientRating number of the client's; likewise
   */
  public record Ending(
      int providerRating, int clientRating, boolean reviewedByClient, boolean reviewedByProvider) {
    Ending reviewed(boolean byClient) {
      return new Ending(
          providerRating,
          clientRating,
          reviewedByClient || byClient,
          reviewedByProvider || !byClient);
    }
  }

  public State state() {
    return progress.state();
  }

  /** Returns the sum of all milestones' amounts. */
  public Tokens price() {
    return sum(milestones);
  }

  /** Returns what it holds now. */
  public Tokens held() {
    return state().isFunded()
        ? sum(milestones.stream().filter(it -> !it.state().isFinal()).toList())
        : Tokens.ZERO;
  }

  /** Returns the block time of the next deadline; of an ended contract the time of its end. */
  public long deadline() {
    return state().isFunded()
        ? milestones.stream()
            .filter(it -> !it.state().isFinal())
            .mapToLong(Milestone::deadline)
            .min()
            .orElse(progress.until())
        : progress.until();
  }

  /** Returns whether silence has decided something, whether or not its entry has run. */
  @Override
  public boolean isOverdueAt(long time) {
    return !state().isFinal() && time >= deadline();
  }

  /** Returns the milestone of an id. */
  public Optional<Milestone> milestone(String milestoneId) {
    return milestones.stream().filter(it -> it.plan().id().equals(milestoneId)).findFirst();
  }

  boolean signedByClient(EventContext context) {
    return context.signedBy(parties.client());
  }

  boolean signedByProvider(EventContext context) {
    return context.signedBy(parties.provider());
  }

  Hold hold(Tokens amount) {
    return new Hold(parties.client(), parties.provider(), amount, id.hex());
  }

  Contract with(Progress next, Hash event) {
    return new Contract(id, parties, paper, next, milestones, sums, ending, event);
  }

  Contract with(Paper newPaper, List<Milestone> newMilestones, Progress next, Hash event) {
    return new Contract(id, parties, newPaper, next, newMilestones, sums, ending, event);
  }

  Contract judgedBy(Optional<Did> arbiter) {
    return new Contract(
        id,
        new Parties(parties.client(), parties.provider(), arbiter),
        paper,
        progress,
        milestones,
        sums,
        ending,
        lastEvent);
  }

  /** Returns the contract with one milestone replaced, and the state that follows from all. */
  Contract with(Milestone milestone, Hash event) {
    List<Milestone> next =
        milestones.stream()
            .map(it -> it.plan().id().equals(milestone.plan().id()) ? milestone : it)
            .toList();
    return running(next, sums, event);
  }

  /** Returns the contract with other milestones, of which at least one runs. */
  Contract running(List<Milestone> next, Sums newSums, Hash event) {
    boolean disputed = next.stream().anyMatch(it -> it.state() == Milestone.State.DISPUTED);
    Progress at = progress.at(disputed ? State.DISPUTED : State.ACTIVE, progress.until());
    return new Contract(id, parties, paper, at, next, newSums, ending, event);
  }

  Contract ended(State state, long time, Ending how, Hash event) {
    return new Contract(
        id, parties, paper, progress.at(state, time), milestones, sums, Optional.of(how), event);
  }

  private static Tokens sum(List<Milestone> milestones) {
    return new Tokens(milestones.stream().mapToLong(it -> it.plan().amount().value()).sum());
  }
}
