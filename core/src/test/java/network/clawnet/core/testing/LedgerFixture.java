package network.clawnet.core.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.EventSignatures;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.stake.Turn;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * A ledger in memory for tests of rules: every event is signed, encoded, decoded, verified and
 * executed by the same code as in a node, one block per event. Time stands still until told.
 */
public final class LedgerFixture {
  /** Time of block 0. */
  public static final long START = 1_800_000_000_000L;

  private static final TestActor VALIDATOR = new TestActor("validator");

  private final LedgerRules rules;
  private final String chain;
  private final TreeMap<StateKey, byte[]> state = new TreeMap<>();
  private List<Receipt> receipts = List.of();
  private long height;
  private long time = START;
  private boolean dueHeldBack;

  private LedgerFixture(LedgerRules rules) {
    this.rules = rules;
    this.chain = rules.genesis().chain();
  }

  /** Starts a ledger of the {@code local} network's parameters. */
  public static LedgerFixture start(RuleBook book, SortedMap<Did, Tokens> balances) {
    return start(genesis(balances), book);
  }

  /** Returns the document of a {@code local} network with one validator. */
  public static Genesis genesis(SortedMap<Did, Tokens> balances) {
    return new Genesis(
        "local",
        "test",
        START,
        GenesisParams.local(),
        new Genesis.Allocation(balances, Tokens.ZERO),
        List.of(new GenesisValidator(VALIDATOR.did().key(), VALIDATOR.did(), new Tokens(1))),
        Optional.empty());
  }

  /** Starts the ledger of a genesis document whose time is {@link #START}. */
  public static LedgerFixture start(Genesis genesis, RuleBook book) {
    return start(LedgerRules.of(genesis, book));
  }

  /** Starts a ledger of any rules whose genesis time is {@link #START}. */
  public static LedgerFixture start(LedgerRules rules) {
    LedgerFixture ledger = new LedgerFixture(rules);
    ledger.write(GenesisState.changes(rules.genesis()));
    return ledger;
  }

  /** Returns an independent ledger in the same state. */
  public LedgerFixture copy() {
    LedgerFixture copy = new LedgerFixture(rules);
    copy.state.putAll(state);
    copy.height = height;
    copy.time = time;
    copy.dueHeldBack = dueHeldBack;
    return copy;
  }

  public String chain() {
    return chain;
  }

  public long time() {
    return time;
  }

  public StateView view() {
    return state::get;
  }

  /** Returns the height of the last block. */
  public long height() {
    return height;
  }

  public Account account(TestActor actor) {
    return Accounts.get(view(), actor.did());
  }

  /** Returns the receipts of the last block. */
  public List<Receipt> receipts() {
    return receipts;
  }

  /** Sets the time of the blocks to come; never earlier than the last. */
  public void setTime(long blockTime) {
    time = Math.max(time, blockTime);
  }

  /** Lets due entries wait, as in blocks that have no room for them. */
  public void holdDueBack(boolean held) {
    dueHeldBack = held;
  }

  /** Makes a block without events: what is due happens. */
  public void tick() {
    commit(block());
  }

  /** Makes a block without events that shows whose turn it was. */
  public void led(Turn turn) {
    commit(block().led(turn));
  }

  /** Returns the actor's next event, signed by it and with the consents of others. */
  public SignedEvent event(
      TestActor issuer, String type, Json.Obj payload, long fee, TestActor... cosigners) {
    List<Cosign> consents = new ArrayList<>();
    for (TestActor cosigner : cosigners) {
      consents.add(cosigner.consent(chain, type, payload));
    }
    return issuer.sign(envelope(issuer, type, payload, fee, consents));
  }

  /** Returns the actor's next envelope with consents of any kind. */
  public Envelope envelope(
      TestActor issuer, String type, Json.Obj payload, long fee, List<Cosign> consents) {
    return new Envelope(
        chain,
        type,
        issuer.did(),
        time,
        account(issuer).nonce() + 1,
        new Tokens(fee),
        payload,
        Hash.ZERO,
        consents);
  }

  /** Signs and submits the actor's next event in a block of its own. */
  public Verdict submit(
      TestActor issuer, String type, Json.Obj payload, long fee, TestActor... cosigners) {
    return submit(event(issuer, type, payload, fee, cosigners));
  }

  /** Submits an event in a block of its own; a refusal leaves no trace, not even the block. */
  public Verdict submit(SignedEvent event) {
    try {
      PreparedEvent prepared = admit(event.bytes());
      Execution block = block();
      Verdict verdict = block.offer(prepared);
      if (verdict.accepted()) {
        commit(block);
      }
      return verdict;
    } catch (EventFault e) {
      return e.verdict();
    }
  }

  /** Returns all Tokens that the state knows: of accounts, locked or not, and of the treasury. */
  public long tokens() {
    long sum = Treasury.get(view()).balance().value();
    for (byte[] key : keys(Accounts.MODULE)) {
      Account account = Accounts.get(view(), new Did(PublicKey.of(key)));
      sum = Math.addExact(sum, account.available().value() + account.locked().value());
    }
    return sum;
  }

  /** Returns the keys of one module, sorted. */
  public List<byte[]> keys(byte module) {
    List<byte[]> keys = new ArrayList<>();
    for (StateKey key : state.keySet()) {
      if (key.module() == module) {
        keys.add(key.key());
      }
    }
    return keys;
  }

  private PreparedEvent admit(byte[] bytes) throws EventFault {
    SignedEvent event = EventCodec.decode(bytes);
    if (!event.envelope().chain().equals(chain)) {
      throw new EventFault(EventCodes.CHAIN_MISMATCH, "an event of another network");
    }
    PreparedEvent prepared = PreparedEvent.of(event, rules.book());
    EventSignatures.verify(event);
    return prepared;
  }

  private Execution block() {
    return new Execution(rules, rules.at(height + 1, time), view(), due());
  }

  private List<DueEntry> due() {
    List<DueEntry> due = new ArrayList<>();
    if (dueHeldBack) {
      return due;
    }
    for (byte[] key : keys(Changes.DUE_MODULE)) {
      DueEntry entry = parse(key);
      if (entry.time() <= time && due.size() < Execution.MAX_DUE) {
        due.add(entry);
      }
    }
    return due;
  }

  private void commit(Execution block) {
    Executed executed = block.finish();
    write(executed.changes());
    receipts = executed.receipts();
    height++;
  }

  private void write(Collection<Change> changes) {
    for (Change change : changes) {
      byte[] value = change.value();
      if (value == null) {
        state.remove(change.key());
      } else {
        state.put(change.key(), value);
      }
    }
  }

  private static DueEntry parse(byte[] key) {
    try {
      return DueEntry.parse(key);
    } catch (DecodeException e) {
      throw new AssertionError("corrupt due entry", e);
    }
  }
}
