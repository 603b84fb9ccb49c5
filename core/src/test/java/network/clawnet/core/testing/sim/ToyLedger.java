package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** Executes blocks of toy transfers, fast. One result per block for all nodes. */
final class ToyLedger implements SimLedger {
  static final long GENESIS_MS = 1_800_000_000_000L;
  static final int MAX_EVENTS = 16;
  static final int FRESH_ACCOUNT = ToyState.ACCOUNTS - 1;

  private final Map<Hash, ToyState> states = new HashMap<>();
  private final Map<Hash, Long> heights = new HashMap<>();
  private final Map<Hash, String> faults = new HashMap<>();
  private final List<ValidatorSet> sets;
  private final long epochMs;
  private final SlowReducer reducer = new SlowReducer(GENESIS_MS);
  private final Block genesis;
  private Hash head;
  private final Hash chainId = Hash.sha256(new byte[] {42});

  /**
   * @param sets validator sets of the epochs, repeated for ever
   */
  ToyLedger(List<ValidatorSet> sets, long epochMs) {
    this.sets = sets;
    this.epochMs = epochMs;
    ToyState state = ToyState.genesis(GENESIS_MS);
    Slot slot = new Slot(0, 0, 0, 0);
    BlockDraft draft = new BlockDraft(chainId, slot, Hash.ZERO, GENESIS_MS, setOf(0).hash());
    Outcome outcome = new Outcome(false, MerkleRoot.of(List.of()), state.root(), setOf(1).hash());
    genesis = new Block(draft.complete(BodyDigest.of(List.of()), outcome), List.of());
    states.put(genesis.hash(), state);
    head = genesis.hash();
  }

  @Override
  public Hash chainId() {
    return chainId;
  }

  @Override
  public Block genesis() {
    return genesis;
  }

  @Override
  public boolean knows(Hash block) {
    return states.containsKey(block);
  }

  @Override
  public void settle(Block block) {
    if (!knows(block.hash())) {
      throw new Violation("I4: no valid state for final " + Trace.text(block.header()));
    }
    reducer.apply(block);
    head = block.hash();
  }

  @Override
  public boolean isPunished(PublicKey validator) {
    return false;
  }

  @Override
  public NodeLedger node(SimNode node) {
    return new ToyNode(this, node);
  }

  @Override
  public byte[] event(SplittableRandom random) {
    int from = random.nextInt(ToyState.ACCOUNTS - 1);
    ToyState state = stateOf(head).orElseThrow();
    int nonce = state.nonces[from] + 1 + (random.nextInt(5) == 0 ? 1 : 0);
    int to = (from + 1 + random.nextInt(ToyState.ACCOUNTS - 2)) % ToyState.ACCOUNTS;
    return new ToyEvent(from, to, 1 + random.nextInt(200), nonce).encode();
  }

  @Override
  public byte[] rival(byte[] event) {
    ToyEvent it = ToyEvent.decode(event).orElseThrow();
    return new ToyEvent(it.from(), (it.to() + 1) % ToyState.ACCOUNTS, 7, it.nonce()).encode();
  }

  @Override
  public byte[] freshEvent() {
    return new ToyEvent(FRESH_ACCOUNT, 0, 1, 1).encode();
  }

  @Override
  public String describe(byte[] event) {
    return String.valueOf(ToyEvent.decode(event).orElse(null));
  }

  @Override
  public ValidatorSet setOf(long epoch) {
    return sets.get((int) (epoch % sets.size()));
  }

  long epochMs() {
    return epochMs;
  }

  /** Returns the state after a block that was built or executed with success by anybody. */
  Optional<ToyState> stateOf(Hash block) {
    return Optional.ofNullable(states.get(block));
  }

  /** Returns the height of a block with a known state, -1 for any other. */
  @Override
  public long heightOf(Hash block) {
    return heights.getOrDefault(block, -1L);
  }

  @Override
  public Block build(BlockDraft draft, List<byte[]> candidates) {
    ToyState parent =
        stateOf(draft.parentHash())
            .orElseThrow(() -> new Violation("I4: a block is built on one that is not valid"));
    ToyState state = next(parent, draft);
    List<byte[]> events = new ArrayList<>();
    for (byte[] bytes : candidates) {
      if (events.size() < MAX_EVENTS && ToyEvent.decode(bytes).filter(state::apply).isPresent()) {
        events.add(bytes);
      }
    }
    Block block = new Block(draft.complete(BodyDigest.of(events), outcome(draft, state)), events);
    states.put(block.hash(), state);
    heights.put(block.hash(), block.header().height());
    return block;
  }

  /** Returns what is wrong with the block, empty if nothing. */
  String execute(Block block) {
    return faults.computeIfAbsent(block.hash(), hash -> fault(block));
  }

  private String fault(Block block) {
    Header header = block.header();
    ToyState parent = states.get(header.parentHash());
    if (parent == null) {
      return "executed before its parent";
    }
    ToyState state = next(parent, header.draft());
    for (byte[] bytes : block.events()) {
      if (ToyEvent.decode(bytes).filter(state::apply).isEmpty()) {
        return "an event fails";
      }
    }
    if (block.events().size() > MAX_EVENTS) {
      return "too many events";
    }
    if (!header.outcome().equals(outcome(header.draft(), state))) {
      return "outcome differs";
    }
    states.put(block.hash(), state);
    heights.put(block.hash(), block.header().height());
    return "";
  }

  private ToyState next(ToyState parent, BlockDraft draft) {
    return parent.copy(isLast(parent, draft) ? draft.tsMs() : parent.epochStartMs);
  }

  private boolean isLast(ToyState parent, BlockDraft draft) {
    return draft.tsMs() >= parent.epochStartMs + epochMs;
  }

  private Outcome outcome(BlockDraft draft, ToyState state) {
    boolean last = state.epochStartMs == draft.tsMs();
    Hash next = setOf(draft.slot().epoch() + 1).hash();
    return new Outcome(last, MerkleRoot.of(List.of()), state.root(), next);
  }
}
