package network.clawnet.daemon.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.post.Admission.Answer;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.MarketModule;
import network.clawnet.market.contract.CreateRules;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.Orders;
import org.junit.jupiter.api.Test;

class DealPartiesTest {
  private static final TestActor BUYER = new TestActor("buyer");
  private static final TestActor SELLER = new TestActor("seller");
  private static final TestActor ARBITER = new TestActor("arbiter");
  private static final TestActor STRANGER = new TestActor("stranger");

  private final LedgerFixture ledger = ledger();
  private final Changes state = new Changes(ledger.view());
  private final DealParties parties = new DealParties(state);

  private static LedgerFixture ledger() {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(BUYER.did(), new Tokens(1_000));
    Genesis genesis = LedgerFixture.genesis(balances);
    MarketParams params = MarketParams.of(genesis.params().market());
    return LedgerFixture.start(
        genesis, new RuleBook(MarketModule.rules(params), MarketModule.dueRules(params)));
  }

  private Answer ask(TestActor from, TestActor to, Hash deal) {
    return parties.ask(new Route(from.did(), to.did()), deal);
  }

  private Hash order(Optional<Did> arbiter) {
    Hash id = Hash.sha256(new byte[] {1});
    Agreement agreement =
        new Agreement(
            Agreement.Kind.TASK,
            Hash.ZERO,
            BUYER.did(),
            SELLER.did(),
            arbiter,
            new Tokens(5),
            Terms.DEFAULT,
            Optional.empty());
    EventContext context =
        new EventContext(
            id, BUYER.did(), Tokens.ZERO, new TreeSet<>(), new BlockContext(1, ledger.time()));
    Orders.begin(agreement, context, state);
    return id;
  }

  @Test
  void thePartiesOfAnOrderMayWriteToEachOther() {
    Hash order = order(Optional.empty());

    assertThat(ask(BUYER, SELLER, order)).isEqualTo(Answer.YES);
    assertThat(ask(SELLER, BUYER, order)).isEqualTo(Answer.YES);
    assertThat(ask(BUYER, STRANGER, order)).isEqualTo(Answer.NO);
    assertThat(ask(STRANGER, SELLER, order)).isEqualTo(Answer.NO);
    assertThat(ask(BUYER, ARBITER, order)).as("nobody is arbiter").isEqualTo(Answer.NO);
  }

  @Test
  void theArbiterMayWriteAndBeWrittenTo() {
    Hash order = order(Optional.of(ARBITER.did()));

    assertThat(ask(ARBITER, BUYER, order)).isEqualTo(Answer.YES);
    assertThat(ask(SELLER, ARBITER, order)).isEqualTo(Answer.YES);
    assertThat(ask(ARBITER, STRANGER, order)).isEqualTo(Answer.NO);
  }

  @Test
  void aContractCountsFromItsDraftOn() {
    Json.Obj milestone = Json.object().put("id", "first").put("amount", "100").build();
    Json.Obj draft =
        Json.object()
            .put("about", Json.object().put("title", "Build a site").build())
            .put("provider", SELLER.did().text())
            .put("milestones", Json.of(List.of(milestone)))
            .build();
    SignedEvent created = ledger.event(BUYER, CreateRules.CREATE, draft, 1);
    assertThat(ledger.submit(created).accepted()).isTrue();

    assertThat(ask(BUYER, SELLER, created.hash())).isEqualTo(Answer.YES);
    assertThat(ask(STRANGER, SELLER, created.hash())).isEqualTo(Answer.NO);
  }

  @Test
  void anUnknownDealMayStillBecomeKnown() {
    assertThat(ask(BUYER, SELLER, Hash.ZERO)).isEqualTo(Answer.LATER);
  }
}
