package network.clawnet.core.testing.net;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.SteppedLedger;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;

/**
 * A ledger whose blocks are certified by validators that the test plays: makes chains of any
 * length, through the epochs, with signed events and real certificates.
 */
public final class CertifiedChain {
  /** Length of an epoch in blocks. */
  public static final int EPOCH_BLOCKS = 20;

  /** Longest time without a block, milliseconds. */
  public static final long HEARTBEAT_MS = 2_000;

  private static final long BLOCK_MS = 1_000;
  private static final long CACHE_BYTES = 1 << 20;
  private static final int FLUSH_BLOCKS = 100;

  private final MemoryNetwork net;
  private final Genesis genesis;
  private final TestActor payer = new TestActor("payer");
  private final List<TestActor> validators;
  private final Ledger ledger;
  private final List<Input> answers = new ArrayList<>();
  private EpochStart epoch;
  private long view;
  private long nonce;

  /** A ledger with its database and what it needs to run in a network's time. */
  public record Ledger(
      Genesis genesis, MemoryStore store, LedgerDatabase database, LedgerService service) {
    /** Opens a store, or begins one. */
    public static Ledger open(
        MemoryNetwork net, Genesis genesis, MemoryStore store, FinalityListener listener) {
      return open(
          net,
          LedgerRules.of(genesis, PayRules.book()),
          store,
          listener,
          fault -> {
            throw new AssertionError("the ledger failed", fault);
          });
    }

    /** Opens a store for rules of any kind, with somebody who hears of faults. */
    public static Ledger open(
        MemoryNetwork net,
        LedgerRules rules,
        MemoryStore store,
        FinalityListener listener,
        Consumer<Throwable> failed) {
      try {
        Genesis genesis = rules.genesis();
        LedgerDatabase database = LedgerDatabase.open(store, genesis, CACHE_BYTES);
        BlockChecker checker =
            SteppedLedger.checker(genesis.chain(), rules.book(), new NetLane.Inline());
        LedgerService service =
            SteppedLedger.service(
                new LedgerService.Parts(database, checker, listener, net.clock(), failed),
                new LedgerSettings(rules, PoolLimits.DEFAULT, List.of()),
                new NetLane(net),
                new NetLane(net),
                FLUSH_BLOCKS);
        return new Ledger(genesis, store, database, service);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Begins a ledger of so many validators of equal weight. */
  public CertifiedChain(MemoryNetwork net, int validatorCount) {
    this.net = net;
    validators = new ArrayList<>();
    List<GenesisValidator> members = new ArrayList<>();
    for (int i = 0; i < validatorCount; i++) {
      TestActor validator = new TestActor("validator " + i);
      validators.add(validator);
      members.add(new GenesisValidator(validator.did().key(), validator.did(), new Tokens(10)));
    }
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(payer.did(), new Tokens(1_000_000));
    GenesisParams local = GenesisParams.local();
    genesis =
        new Genesis(
            "local",
            "sync",
            MemoryNetwork.START.toEpochMilli(),
            new GenesisParams(
                EPOCH_BLOCKS * BLOCK_MS, HEARTBEAT_MS, local.block(), local.events(), local.fees()),
            new Genesis.Allocation(balances, Tokens.ZERO),
            members,
            Optional.empty());
    ledger = Ledger.open(net, genesis, new MemoryStore(), new Silence());
    ledger.service().connect(answers::add, head -> {});
    epoch = ledger.database().start().epoch();
  }

  public Genesis genesis() {
    return genesis;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Returns the account that has all the money. */
  public TestActor payer() {
    return payer;
  }

  /** Returns one of those who certify. */
  public TestActor validator(int index) {
    return validators.get(index);
  }

  /** Makes blocks, each with one payment and a certificate of its own, and waits for them. */
  public void grow(int blocks) {
    for (int i = 0; i < blocks; i++) {
      commit(List.of(make()));
    }
  }

  /** Returns the payer's next payment of one Token. */
  public SignedEvent payment() {
    return payer.sign(
        PayRules.envelope(
            genesis.chain(), payer, now(), ++nonce, PayRules.payload(new TestActor("payee"), 1)));
  }

  private Block make() {
    var admitted = ledger.service().submit(payment().bytes());
    settle();
    if (!admitted.join().verdict().accepted()) {
      throw new AssertionError(admitted.join().verdict());
    }
    var head = ledger.service().readableHead();
    view++;
    ledger
        .service()
        .build(
            new BlockDraft(
                genesis.chainId(),
                new Slot(epoch.epoch(), view, head.height() + 1, 0),
                head.hash(),
                head.tsMs() + BLOCK_MS,
                epoch.validators().hash()),
            false);
    settle();
    return answers.stream()
        .filter(Input.Built.class::isInstance)
        .map(it -> ((Input.Built) it).block())
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private void commit(List<Block> blocks) {
    Block last = blocks.get(blocks.size() - 1);
    ledger.service().commit(blocks, certify(last));
    answers.clear();
    settle();
    for (Input input : List.copyOf(answers)) {
      if (input instanceof Input.Committed it && it.next() != null) {
        epoch = it.next();
        view = 0;
      }
    }
  }

  /** Returns what makes a block final: the votes of all. */
  public Certificate certify(Block block) {
    Ballot ballot =
        Ballot.finalizing(
            block.header().epoch(), block.header().view(), block.header().view() - 1, block.hash());
    return sign(ballot, epoch.validators(), validators);
  }

  /** Returns a certificate that these actors sign, whoever they are, in the members' places. */
  public Certificate sign(Ballot ballot, ValidatorSet set, List<TestActor> signers) {
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      PublicKey key = set.key(i);
      TestActor signer =
          signers.stream()
              .filter(it -> it.did().key().equals(key))
              .findFirst()
              .orElse(signers.get(0));
      votes.add(new Vote(ballot, i, signer.sign(ballot.signedBytes(genesis.chainId()))));
    }
    return Certificate.of(ballot, votes, set.size());
  }

  private long now() {
    return ledger.service().readableHead().tsMs();
  }

  private void settle() {
    net.run(Duration.ZERO);
  }

  private static final class Silence implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {}

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      throw new AssertionError("dropped: " + reason);
    }
  }
}
