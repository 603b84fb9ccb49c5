package network.clawnet.core.chain.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisParams.BlockLimits;
import network.clawnet.core.genesis.GenesisParams.EventLimits;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.NoteRules;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A13: which events of a block are rules, and which are the leader's taste. */
class BlockOrderTest {
  private static final long START = 1_000_000;
  private static final int ISSUERS = 6;
  private static final int MAX_EVENTS = 12;
  private static final int LANE_BYTES = 2_000;

  private final Genesis genesis = genesis();
  private final LedgerRules rules = LedgerRules.of(genesis, PayRules.book());

  private static TestActor issuer(int index) {
    return new TestActor("issuer " + index);
  }

  private static Genesis genesis() {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    for (int i = 0; i < ISSUERS; i++) {
      balances.put(issuer(i).did(), new Tokens(1_000));
    }
    GenesisParams local = GenesisParams.local();
    TestActor leader = new TestActor("leader");
    return new Genesis(
        "local",
        "order",
        START,
        new GenesisParams(
            local.epochMs(),
            local.heartbeatMs(),
            new BlockLimits(1 << 20, MAX_EVENTS, 400_000),
            new EventLimits(86_400_000, 600_000, 1, LANE_BYTES),
            local.fees()),
        new Genesis.Allocation(balances, Tokens.ZERO),
        List.of(new GenesisValidator(leader.did().key(), leader.did(), new Tokens(1))),
        Optional.empty());
  }

  private Chain node() throws IOException {
    LedgerDatabase database = LedgerDatabase.open(new MemoryStore(), genesis, 1 << 20);
    return new Chain(
        rules,
        database.tree(),
        database.reader(),
        new Chain.Start(
            database.start().head(),
            database.start().header(),
            database.start().epoch().startBlock().hash()),
        PoolLimits.DEFAULT,
        new EventFates((event, reason) -> {}));
  }

  private PreparedEvent event(int issuer, long nonce, String type, long fee, Json.Obj payload) {
    Envelope envelope =
        new Envelope(
            genesis.chain(),
            type,
            issuer(issuer).did(),
            START,
            nonce,
            new Tokens(fee),
            payload,
            Hash.ZERO,
            List.of());
    try {
      return PreparedEvent.of(issuer(issuer).sign(envelope), rules.book());
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }

  private PreparedEvent pay(int issuer, long nonce, long fee) {
    return event(issuer, nonce, PayRules.TYPE, fee, PayRules.payload(issuer(0), 1));
  }

  private PreparedEvent note(int issuer) {
    return event(issuer, 1, NoteRules.TYPE, 0, NoteRules.payload("x".repeat(200)));
  }

  private BlockDraft draft(Chain chain) {
    return new BlockDraft(
        genesis.chainId(),
        new Slot(0, 1, 1, 0),
        chain.headHeader().hash(),
        START + 5,
        GenesisState.validators(genesis).hash());
  }

  @Test
  @DisplayName("A13: a block may hold its events in any order, whatever they pay")
  void anyOrderIsValid() {
    Seeds.forAll(
        20,
        random -> {
          try {
            List<PreparedEvent> events = new ArrayList<>();
            for (int i = 0; i < ISSUERS; i++) {
              events.add(pay(i, 1, 1 + random.nextInt(50)));
            }
            Collections.shuffle(events, random);
            Chain leader = node();
            for (PreparedEvent each : events) {
              assertThat(leader.pool().admit(each, new BlockContext(1, START + 1), true).accepted())
                  .isTrue();
            }
            Block block = leader.build(draft(leader), false);
            assertThat(block.events())
                .isEqualTo(events.stream().map(it -> it.event().bytes()).toList());

            assertThat(node().execute(block, events)).isEmpty();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  @DisplayName("A13: the free lane is a rule: a block with one free event too many is refused")
  void theFreeLaneIsARule() throws IOException {
    Chain honest = node();
    List<PreparedEvent> notes = new ArrayList<>();
    for (int i = 0; i < ISSUERS; i++) {
      PreparedEvent note = note(i);
      notes.add(note);
    }
    int fits = LANE_BYTES / 2 / notes.get(0).bytes(); // newcomers have the upper half
    assertThat(fits).isBetween(1, ISSUERS - 1);

    assertThat(refusal(honest, notes.subList(0, fits))).doesNotContain("is refused");
    assertThat(refusal(honest, notes.subList(0, fits + 1)))
        .contains("event " + fits + " is refused", "LANE_FULL");
  }

  @Test
  @DisplayName("A13: the limits of a block are a rule, and what is over them is refused")
  void theLimitsAreARule() throws IOException {
    Chain honest = node();
    List<PreparedEvent> events = new ArrayList<>();
    for (int i = 0; i <= MAX_EVENTS; i++) {
      events.add(pay(i % ISSUERS, 1 + i / ISSUERS, 1));
    }

    assertThat(refusal(honest, events.subList(0, MAX_EVENTS))).doesNotContain("over the limits");
    assertThat(refusal(honest, events))
        .isEqualTo("over the limits of a block at event " + MAX_EVENTS);
  }

  /** What a node says of a block that a leader has put together by hand; its roots are wrong. */
  private String refusal(Chain node, List<PreparedEvent> events) throws IOException {
    List<byte[]> body = events.stream().map(it -> it.event().bytes()).toList();
    BlockDraft draft = draft(node);
    Block empty = node().build(draft, true);
    Block block = new Block(draft.complete(BodyDigest.of(body), empty.header().outcome()), body);
    return node.execute(block, events);
  }
}
