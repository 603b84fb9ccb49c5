package network.clawnet.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Upgrades;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.UnknownRules;
import network.clawnet.core.state.StateView;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class RuleUpgradeTest {
  private static final long HEIGHT = 5;

  private final MemoryNetwork net = new MemoryNetwork(1);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final List<Throwable> faults = new ArrayList<>();

  private static Upgrades upgrades(int known) {
    return new Upgrades(known, new TreeMap<>(Map.of(HEIGHT, 2)));
  }

  /** A node with a program that knows so many versions. */
  private CertifiedChain.Ledger node(int known) {
    CertifiedChain.Ledger node =
        CertifiedChain.Ledger.open(
            net,
            LedgerRules.of(chain.genesis(), PayRules.book(), upgrades(known)),
            new MemoryStore(),
            new Silence(),
            faults::add);
    node.service().connect(input -> {}, head -> {});
    return node;
  }

  private void feed(CertifiedChain.Ledger node, long to) throws IOException {
    for (long height = 1; height <= to; height++) {
      Block block = chain.ledger().database().reader().fullBlock(height).orElseThrow();
      var unused = node.service().importFinal(List.of(block), chain.certify(block));
      net.run(Duration.ZERO);
    }
  }

  @Test
  void aProgramThatDoesNotKnowTheVersionStopsBeforeItsFirstBlock() throws IOException {
    chain.grow(8);
    CertifiedChain.Ledger old = node(1);

    feed(old, HEIGHT - 1);
    assertThat(faults).isEmpty();
    feed(old, HEIGHT);

    assertThat(old.service().readableHead().height()).isEqualTo(HEIGHT - 1);
    assertThat(faults)
        .singleElement()
        .isInstanceOf(UnknownRules.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("block 5", "version 2", "knows version 1", "install");
  }

  @Test
  void aProgramThatKnowsItGoesOn() throws IOException {
    chain.grow(8);
    CertifiedChain.Ledger fresh = node(2);

    feed(fresh, 8);

    assertThat(faults).isEmpty();
    assertThat(fresh.service().readableHead()).isEqualTo(chain.ledger().service().readableHead());
  }

  @Test
  void aTypeOfTheSecondVersionIsUnknownUntilItsHeight() {
    TestActor alice = new TestActor("alice");
    LedgerFixture ledger =
        LedgerFixture.start(
            LedgerRules.of(
                LedgerFixture.genesis(new TreeMap<>()),
                new RuleBook(List.of(new Later()), List.of()),
                upgrades(2)));
    List<Boolean> accepted = new ArrayList<>();
    for (long height = 1; height <= HEIGHT + 1; height++) {
      Verdict verdict = ledger.submit(alice, Later.TYPE, Json.object().build(), 0);
      accepted.add(verdict.accepted());
      if (verdict instanceof Verdict.Reject reject) {
        assertThat(reject.code()).isEqualTo(EventCodes.TYPE_UNKNOWN);
        ledger.tick();
      }
    }

    assertThat(accepted).containsExactly(false, false, false, false, true, true);
  }

  /** An event type that begins with the second version. */
  private static final class Later implements Rules<Json.Obj> {
    static final String TYPE = "test.later";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public int since() {
      return 2;
    }

    @Override
    public FeeClass feeClass() {
      return FeeClass.SETTLEMENT;
    }

    @Override
    public int executionUnits() {
      return 1;
    }

    @Override
    public Json.Obj decode(Json.Obj payload) throws DecodeException {
      return payload;
    }

    @Override
    public Tokens minimumFee(Json.Obj event) {
      return Tokens.ZERO;
    }

    @Override
    public Verdict check(Json.Obj event, EventContext context, StateView view) {
      return Verdict.accept();
    }

    @Override
    public void apply(Json.Obj event, EventContext context, Changes changes) {}
  }

  private static final class Silence implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {}

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {}
  }
}
