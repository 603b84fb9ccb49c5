package network.clawnet.daemon.light;

import static network.clawnet.daemon.light.ProvenLedger.ALICE;
import static network.clawnet.daemon.light.ProvenLedger.MONEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import org.junit.jupiter.api.Test;

class OwnEventsTest {
  private final ProvenLedger full = new ProvenLedger();
  private final InstantSource clock =
      InstantSource.fixed(Instant.ofEpochMilli(LedgerFixture.START));
  private final Fates fates = new Fates();
  private final OwnEvents events =
      new OwnEvents(
          LedgerRules.of(LedgerFixture.genesis(new TreeMap<>()), PayRules.book()), clock, fates);
  private final List<Hash> settled = new ArrayList<>();
  private final List<Hash> dropped = new ArrayList<>();

  private final class Heard implements LightLedger.Listener {
    @Override
    public void settled(Hash event, long height) {
      settled.add(event);
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      dropped.add(hash(event));
    }
  }

  /** A payment that lacks its nonce. */
  private record Draft(ProvenLedger full, long amount, OptionalLong nonce) implements LocalDraft {
    @Override
    public Did issuer() {
      return ALICE.did();
    }

    @Override
    public PreparedEvent make(long given) {
      return full.pay(amount, given);
    }
  }

  private Draft draft(long amount) {
    return new Draft(full, amount, OptionalLong.empty());
  }

  private static Hash hash(PreparedEvent event) {
    return event.event().hash();
  }

  private static Optional<RejectCode> code(Verdict verdict) {
    return verdict instanceof Verdict.Reject it ? Optional.of(it.code()) : Optional.empty();
  }

  private Following start() {
    Following following =
        new Following(full, Runnable::run, clock, 60_000, events.outcome(new Heard()));
    events.start(new OwnEvents.Running(full, new ProvenReads(full), following));
    return following;
  }

  @Test
  void refusesEverythingBeforeOthersCanBeAsked() {
    assertThat(code(events.take(full.pay(1, 1)).verdict())).contains(AppCodes.NOT_SYNCED);
    assertThat(code(events.tryOut(draft(1)).verdict())).contains(AppCodes.NOT_SYNCED);
    assertThat(events.reserve(List.of(draft(1))).get(0).event()).isNull();
  }

  @Test
  void sendsWhatWaitedWhenTheNodeStoppedAsSoonAsOthersCanBeAsked() {
    PreparedEvent event = full.pay(1, 1);
    events.takeAgain(event);
    assertThat(full.sent).isEmpty();

    Following unused = start();

    assertThat(full.sent).containsExactly(hash(event));
    assertThat(events.underWay(hash(event))).contains(event);
  }

  @Test
  void refusesWhileThePresentIsNotKnown() {
    Following unused = start();
    full.synced = false;

    assertThat(code(events.take(full.pay(1, 1)).verdict())).contains(AppCodes.NOT_SYNCED);
    assertThat(full.sent).isEmpty();
  }

  @Test
  void checksAnEventByTheRulesUponThoseThatAreUnderWay() {
    Following unused = start();

    assertThat(events.take(full.pay(60, 1)).verdict().accepted()).isTrue();
    assertThat(code(events.take(full.pay(60, 2)).verdict()))
        .contains(AccountCodes.INSUFFICIENT_BALANCE);
    assertThat(events.take(full.pay(30, 2)).verdict().accepted()).isTrue();
    assertThat(full.sent).hasSize(2);
  }

  @Test
  void givesDraftsTheirNoncesAndSendsThemWhenTheyAreReleased() {
    Following unused = start();

    List<Admission> reserved = events.reserve(List.of(draft(1), draft(2)));

    assertThat(reserved).allMatch(it -> it.verdict().accepted());
    assertThat(full.sent).isEmpty();
    PreparedEvent second = full.pay(2, 2);
    events.release(List.of(hash(full.pay(1, 1)), hash(second)));
    assertThat(full.sent).containsExactly(hash(full.pay(1, 1)), hash(second));
  }

  @Test
  void triesADraftOutWithoutKeepingIt() {
    Following unused = start();

    Trial trial = events.tryOut(draft(30));

    assertThat(trial.verdict().accepted()).isTrue();
    assertThat(trial.availableAfter()).isEqualTo(new Tokens(MONEY - 31));
    assertThat(events.speculate(state -> 1)).isEmpty();
  }

  @Test
  void showsTheStateAndTheAccountWithWhatIsUnderWay() {
    Following unused = start();
    assertThat(events.take(full.pay(10, 1)).verdict().accepted()).isTrue();

    Optional<Tokens> left = events.speculate(state -> Accounts.get(state, ALICE.did()).available());
    AccountMoment moment = events.moment(ALICE.did(), full.ledger.account(ALICE));

    assertThat(left).contains(new Tokens(MONEY - 11));
    assertThat(moment.settled().available()).isEqualTo(new Tokens(MONEY));
    assertThat(moment.pending()).hasSize(1);
    assertThat(moment.nextNonce()).isEqualTo(2);
  }

  @Test
  void goesOnFromANewerStateOnceAnEventIsFinal() {
    Following following = start();
    PreparedEvent first = full.pay(10, 1);
    assertThat(events.take(first).verdict().accepted()).isTrue();
    full.settle(first);

    following.look();

    assertThat(settled).containsExactly(hash(first));
    assertThat(fates.height(hash(first))).hasValue(1);
    assertThat(events.take(first).verdict().accepted()).as("again, of what is final").isTrue();
    assertThat(events.reserve(List.of(draft(MONEY - 12))).get(0).verdict().accepted()).isTrue();
  }

  @Test
  void forgetsAnEventWhoseNonceAnotherHas() {
    Following following = start();
    PreparedEvent event = full.pay(10, 1);
    assertThat(events.take(event).verdict().accepted()).isTrue();
    full.settle(full.pay(11, 1));

    following.look();

    assertThat(dropped).containsExactly(hash(event));
    assertThat(fates.reason(hash(event))).isPresent();
    assertThat(events.underWay(hash(event))).isEmpty();
    assertThat(events.moment(ALICE.did(), full.ledger.account(ALICE)).nextNonce()).isEqualTo(2);
  }
}
