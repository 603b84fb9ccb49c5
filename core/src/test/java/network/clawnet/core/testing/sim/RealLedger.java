package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.SteppedLedger;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.Turn;
import network.clawnet.core.stake.event.EvidenceReport;
import network.clawnet.core.stake.event.EvidenceReports;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.tree.ReferenceTree;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a node, and its judge: an execution over plain maps with the hash rules as they
 * read, and a {@link MoneyReducer} that knows nothing of either.
 */
final class RealLedger implements SimLedger {
  static final long MIN_EPOCH_MS = 1_000;

  private static final int ACTORS = 8;
  private static final int MOST_NODES = 8;
  private static final long START_BALANCE = 1_000;

  /** Tokens for each unit of weight. */
  static final long STAKE = 100;

  /** One event of so many is about stake, where stake comes and goes. */
  private static final int STAKE_EVERY = 5;

  private static final int MAX_EVENTS = 16;

  /** Events that a client submits before the first of them is final. */
  private static final int MOST_AHEAD = 4;

  private static final TestActor FRESH = new TestActor("fresh");
  private static final List<TestActor> CLIENTS = named("client ", ACTORS);
  private static final List<TestActor> REPORTERS = named("reporter ", MOST_NODES);

  /** The state after a block. */
  private record After(TreeMap<StateKey, byte[]> state, Header header) {
    long height() {
      return header.height();
    }
  }

  final Genesis genesis;
  private final Hash chainId;
  private final String chain;
  final LedgerRules rules;
  final BlockChecker checker;
  private final Map<Hash, After> states = new HashMap<>();
  private final List<ValidatorSet> sets = new ArrayList<>();
  private final Set<Hash> finalEvents = new HashSet<>();
  private final Map<Hash, Verdict.Reject> dropped = new HashMap<>();
  private final Map<Did, Long> submitted = new HashMap<>();
  private final int latestDueMs;
  private final @Nullable StakeWork stakes;
  private final MoneyReducer reducer;
  private final Block first;
  private Hash head;
  private Header epochStart;

  RealLedger(Plan plan, ValidatorSet validators, KeyRing keys) {
    latestDueMs = (int) (plan.safetyNs / Agenda.MS);
    genesis = genesis(plan, validators, keys);
    chainId = genesis.chainId();
    chain = genesis.chain();
    rules = LedgerRules.of(genesis, book(genesis, keys.check()));
    stakes = plan.stakes ? new StakeWork(plan, keys, chainId) : null;
    checker = SteppedLedger.checker(chain, rules.book(), new SimLane.Inline());
    TreeMap<StateKey, byte[]> state = new TreeMap<>();
    apply(GenesisState.changes(genesis), state);
    first = new Block(GenesisState.header(genesis, ReferenceTree.rootOf(state)), List.of());
    head = first.hash();
    states.put(head, new After(state, first.header()));
    epochStart = first.header();
    learnSets(state);
    reducer = new MoneyReducer(genesis);
  }

  private static RuleBook book(Genesis genesis, SignatureCheck voteCheck) {
    PayRules pay = new PayRules();
    List<Rules<?>> rules = new ArrayList<>(StakeModule.rules(genesis, voteCheck));
    rules.add(pay);
    List<DueRules> due = new ArrayList<>(StakeModule.dueRules(genesis));
    due.add(pay);
    return new RuleBook(rules, due);
  }

  private Genesis genesis(Plan plan, ValidatorSet validators, KeyRing keys) {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    for (TestActor actor : CLIENTS) {
      balances.put(actor.did(), new Tokens(START_BALANCE));
    }
    balances.put(FRESH.did(), new Tokens(START_BALANCE));
    for (int i = 0; i < plan.nodes; i++) {
      balances.put(reporter(i).did(), new Tokens(START_BALANCE));
    }
    if (plan.stakes) {
      balances.putAll(StakeWork.balances(plan, keys));
    }
    List<GenesisValidator> members = new ArrayList<>();
    for (Validator each : validators.validators()) {
      TestActor controller = StakeWork.controller(each.key());
      members.add(
          new GenesisValidator(each.key(), controller.did(), new Tokens(STAKE * each.weight())));
    }
    GenesisParams local = GenesisParams.local();
    long epochMs = Math.max(MIN_EPOCH_MS, Math.min(plan.epochMs, 1_000_000_000L));
    return new Genesis(
        "local",
        "simulated",
        ToyLedger.GENESIS_MS - Math.max(0, epochMs - plan.epochMs),
        new GenesisParams(
            epochMs,
            plan.heartbeatMs,
            new GenesisParams.BlockLimits(128 * 1024, MAX_EVENTS, 400_000),
            local.events(),
            local.fees(),
            Optional.of(stake(epochMs))),
        new Genesis.Allocation(balances, new Tokens(77)),
        members,
        Optional.empty());
  }

  /** Evidence counts for one epoch only, so that stake returns within a schedule. */
  private static StakeParams stake(long epochMs) {
    return new StakeParams(STAKE / 2, epochMs * (1 + StakeParams.MARGIN_EPOCHS), 100, 500, 1);
  }

  @Override
  public Hash chainId() {
    return chainId;
  }

  @Override
  public Block genesis() {
    return first;
  }

  @Override
  public ValidatorSet setOf(long epoch) {
    return sets.get((int) Math.min(epoch, sets.size() - 1)); // one epoch ahead is known
  }

  @Override
  public boolean knows(Hash block) {
    return states.containsKey(block);
  }

  @Override
  public long heightOf(Hash block) {
    After after = states.get(block);
    return after == null ? -1 : after.height();
  }

  @Override
  public Block build(BlockDraft draft, List<byte[]> candidates) {
    if (!candidates.isEmpty()) {
      throw new IllegalArgumentException("liars build empty blocks");
    }
    After parent = known(draft.parentHash());
    TreeMap<StateKey, byte[]> state = new TreeMap<>(parent.state);
    Executed executed = execution(draft, parent).finish();
    apply(executed.changes(), state);
    Block block =
        new Block(
            draft.complete(BodyDigest.of(List.of()), executed.outcome(ReferenceTree.rootOf(state))),
            List.of());
    states.put(block.hash(), new After(state, block.header()));
    return block;
  }

  @Override
  public void settle(Block block) {
    String what = Trace.text(block.header());
    After parent = known(block.header().parentHash());
    TreeMap<StateKey, byte[]> state = new TreeMap<>(parent.state);
    Execution execution = execution(block.header().draft(), parent);
    for (byte[] bytes : block.events()) {
      PreparedEvent event = checked(bytes);
      if (dropped.containsKey(event.event().hash())) {
        throw new Violation("A14: an event that was called dropped is final: " + describe(bytes));
      }
      if (!finalEvents.add(event.event().hash())) {
        throw new Violation("I6: an event is final twice: " + describe(bytes));
      }
      if (!execution.fits(event) || !execution.offer(event).accepted()) {
        throw new Violation("I4: final " + what + " holds an event that fails: " + describe(bytes));
      }
    }
    Executed executed = execution.finish();
    apply(executed.changes(), state);
    if (!executed.outcome(ReferenceTree.rootOf(state)).equals(block.header().outcome())) {
      throw new Violation("I4: another outcome of " + what);
    }
    reducer.apply(block);
    reducer.compare(state::get);
    states.put(block.hash(), new After(state, block.header()));
    head = block.hash();
    epochStart = block.header().lastOfEpoch() ? block.header() : epochStart;
    learnSets(state);
  }

  @Override
  public NodeLedger node(SimNode node) {
    return new RealNode(this, node);
  }

  @Override
  public byte[] event(SplittableRandom random) {
    if (stakes != null && random.nextInt(STAKE_EVERY) == 0) {
      StakeWork.Draft draft = stakes.draw(random);
      long nonce = nextNonce(draft.from(), random.nextInt(4) == 0);
      return draft
          .from()
          .sign(envelope(draft.from(), draft.type(), nonce, draft.payload()))
          .bytes();
    }
    TestActor from = CLIENTS.get(random.nextInt(ACTORS));
    TestActor to = CLIENTS.get(random.nextInt(ACTORS));
    long nonce = nextNonce(from, random.nextInt(4) == 0);
    long amount = 1L + random.nextInt(200);
    boolean later = random.nextInt(6) == 0;
    long at = ToyLedger.GENESIS_MS + random.nextInt(latestDueMs);
    return pay(from, nonce, later ? PayRules.later(to, amount, at) : PayRules.payload(to, amount));
  }

  @Override
  public byte[] rival(byte[] event) {
    Envelope envelope = decoded(event).envelope();
    List<TestActor> clients = new ArrayList<>(CLIENTS);
    if (stakes != null) {
      clients.addAll(stakes.controllers());
    }
    for (TestActor actor : clients) {
      if (actor.did().equals(envelope.issuer())) {
        return pay(actor, envelope.nonce(), PayRules.payload(FRESH, 7));
      }
    }
    throw new IllegalArgumentException("not an event of a client");
  }

  @Override
  public byte[] freshEvent() {
    return pay(FRESH, 1, PayRules.payload(CLIENTS.get(0), 1));
  }

  /** Returns the account with which a node submits evidence. */
  static TestActor reporter(int node) {
    return REPORTERS.get(node);
  }

  private static List<TestActor> named(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> new TestActor(kind + i)).toList();
  }

  Envelope evidence(int node, long nonce, EvidenceReport report) {
    return envelope(reporter(node), EvidenceReports.TYPE, nonce, report.payload());
  }

  @Override
  public boolean isPunished(PublicKey validator) {
    Bond bond = Bonds.get(known(head).state::get, validator);
    return bond != null && bond.standing().tombstoned();
  }

  /** A node tells its clients that an event will not become final. */
  void dropped(Hash event, Verdict.Reject reason) {
    if (!reason.code().equals(AccountCodes.NONCE_USED)) {
      return; // it may fit a later state, if its owner sends it again
    }
    if (finalEvents.contains(event)) {
      throw new Violation("A14: a final event is called dropped: " + reason);
    }
    dropped.put(event, reason);
  }

  /** Returns the events that some honest node called dropped, as another has their nonce. */
  Map<Hash, Verdict.Reject> dropped() {
    return dropped;
  }

  Did freshAccount() {
    return FRESH.did();
  }

  /** Returns what must be in the database of every node whose head is this block. */
  Optional<Map<StateKey, byte[]>> stateOf(Hash block) {
    return Optional.ofNullable(states.get(block)).map(After::state);
  }

  Hash hashOf(byte[] event) {
    return decoded(event).hash();
  }

  @Override
  public String describe(byte[] event) {
    Envelope it = decoded(event).envelope();
    return it.issuer() + " #" + it.nonce() + " " + it.payload();
  }

  private long nonce(TestActor actor) {
    return Accounts.get(known(head).state::get, actor.did()).nonce();
  }

  /** Usually the one after what the client submitted last, which may still wait or be lost. */
  private long nextNonce(TestActor actor, boolean anew) {
    long settled = nonce(actor);
    long last = anew ? settled : submitted.getOrDefault(actor.did(), 0L);
    long next = 1 + Math.max(settled, Math.min(last, settled + MOST_AHEAD));
    submitted.put(actor.did(), next);
    return next;
  }

  private byte[] pay(TestActor from, long nonce, Json.Obj payload) {
    return from.sign(envelope(from, PayRules.TYPE, nonce, payload)).bytes();
  }

  private Envelope envelope(TestActor from, String type, long nonce, Json.Obj payload) {
    return new Envelope(
        chain,
        type,
        from.did(),
        ToyLedger.GENESIS_MS,
        nonce,
        new Tokens(1 + nonce % 3),
        payload,
        Hash.ZERO,
        List.of());
  }

  private After known(Hash block) {
    After after = states.get(block);
    if (after == null) {
      throw new Violation("I4: no valid state for " + block);
    }
    return after;
  }

  private PreparedEvent checked(byte[] bytes) {
    try {
      return checker.check(bytes);
    } catch (EventFault e) {
      throw new Violation("I4: a final event is not valid: " + e.getMessage());
    }
  }

  private Execution execution(BlockDraft draft, After parent) {
    List<DueEntry> due = new ArrayList<>();
    for (StateKey key : parent.state.keySet()) {
      if (key.module() == Changes.DUE_MODULE && due.size() < Execution.MAX_DUE) {
        DueEntry entry = entry(key);
        if (entry.time() <= draft.tsMs()) {
          due.add(entry);
        }
      }
    }
    BlockContext context = new BlockContext(draft.slot().height(), draft.tsMs());
    EpochRecord epoch = EpochRecord.get(parent.state::get);
    LeaderTable leaders =
        LeaderTable.of(epoch.current(), chainId, epoch.epoch(), startOf(epoch.epoch(), parent));
    Turn turn = Turn.of(leaders, parent.header, draft.slot());
    return new Execution(rules, context, parent.state::get, due).led(turn);
  }

  /** A block on one that ends an epoch and is not final yet is judged, too. */
  private Hash startOf(long epoch, After parent) {
    return parent.header.lastOfEpoch() && parent.header.epoch() < epoch
        ? parent.header.hash()
        : epochStart.hash();
  }

  private void learnSets(Map<StateKey, byte[]> state) {
    EpochRecord record = EpochRecord.get(state::get);
    if (sets.isEmpty()) {
      sets.add(record.current());
    }
    if (sets.size() == record.epoch() + 1) {
      sets.add(record.next());
    }
  }

  private static void apply(Iterable<Change> changes, Map<StateKey, byte[]> state) {
    for (Change change : changes) {
      byte[] value = change.value();
      if (value == null) {
        state.remove(change.key());
      } else {
        state.put(change.key(), value);
      }
    }
  }

  private static SignedEvent decoded(byte[] event) {
    try {
      return EventCodec.decode(event);
    } catch (EventFault e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static DueEntry entry(StateKey key) {
    try {
      return DueEntry.parse(key.key());
    } catch (DecodeException e) {
      throw new Violation("a due entry has no form", e);
    }
  }
}
