package network.clawnet.bench.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.transfer.Transfer;

/** Makes the ledgers that are joined, with certificates of the network's one validator. */
public final class SourceLedger {
  private static final int EVENTS_PER_BLOCK = JoinNetwork.PAYERS;
  private static final int CHUNK = 100_000;
  private static final int VERIFY_THREADS = 2;
  private static final Tokens ONE = new Tokens(1);

  private final Genesis genesis = JoinNetwork.genesis();
  private final SigningKey validator = JoinNetwork.key("validator");

  /** {@code args}: directory, number of events. */
  public static void events(String[] args) throws Exception {
    new SourceLedger().transfers(Path.of(args[0]), Integer.parseInt(args[1]));
    Runtime.getRuntime().halt(0);
  }

  /** {@code args}: directory, number of accounts. */
  public static void accounts(String[] args) throws Exception {
    new SourceLedger().state(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  private void transfers(Path directory, int events) throws Exception {
    RocksStore store = JoinNetwork.open(directory);
    LedgerDatabase database = LedgerDatabase.open(store, genesis, StateTree.DEFAULT_CACHE_BYTES);
    LedgerRules rules = LedgerRules.of(genesis, JoinNetwork.rules());
    LinkedBlockingQueue<Input> answers = new LinkedBlockingQueue<>();
    LedgerService service =
        new LedgerService(
            new LedgerService.Parts(
                database,
                new BlockChecker(genesis.chain(), rules.book(), Set.of(), VERIFY_THREADS),
                Quiet.LISTENER,
                InstantSource.system(),
                Quiet::fail),
            new LedgerSettings(rules, PoolLimits.DEFAULT, List.of()));
    service.connect(answers::add, head -> {});
    SigningKey[] payers = new SigningKey[JoinNetwork.PAYERS];
    for (int i = 0; i < payers.length; i++) {
      payers[i] = JoinNetwork.payer(i);
    }
    int blocks = (events + EVENTS_PER_BLOCK - 1) / EVENTS_PER_BLOCK;
    for (int i = 1; i <= blocks; i++) {
      List<CompletableFuture<?>> admitted = new ArrayList<>();
      for (int p = 0; p < payers.length; p++) {
        Did to = new Did(payers[(p + i) % payers.length].publicKey());
        Did next = new Did(payers[(p + 1) % payers.length].publicKey());
        admitted.add(service.submit(transfer(payers[p], i, i % payers.length == 0 ? next : to)));
      }
      admitted.forEach(CompletableFuture::join);
      commit(service, answers, i, database);
    }
    System.out.println("made " + blocks);
    service.close();
    store.close();
  }

  private byte[] transfer(SigningKey key, long nonce, Did to) {
    return EventCodec.sign(
            new Envelope(
                genesis.chain(),
                "wallet.transfer",
                new Did(key.publicKey()),
                System.currentTimeMillis(),
                nonce,
                ONE,
                new Transfer(to, ONE, Optional.empty()).payload(),
                Hash.ZERO,
                List.of()),
            key::sign)
        .bytes();
  }

  private void commit(
      LedgerService service, LinkedBlockingQueue<Input> answers, long view, LedgerDatabase database)
      throws InterruptedException {
    Header head = service.readableHead();
    ValidatorSet set = database.start().epoch().validators();
    long now = Math.max(head.tsMs() + 1, System.currentTimeMillis());
    service.build(
        new BlockDraft(
            genesis.chainId(),
            new Slot(0, view, head.height() + 1, 0),
            head.hash(),
            now,
            set.hash()),
        false);
    Block block = Objects.requireNonNull(await(answers, Input.Built.class).block());
    service.commit(List.of(block), certify(block, set));
    await(answers, Input.Committed.class);
  }

  private static <T extends Input> T await(LinkedBlockingQueue<Input> answers, Class<T> kind)
      throws InterruptedException {
    while (true) {
      Input next = answers.take();
      if (kind.isInstance(next)) {
        return kind.cast(next);
      }
    }
  }

  private Certificate certify(Block block, ValidatorSet set) {
    Slot slot = block.header().slot();
    Ballot ballot = Ballot.finalizing(slot.epoch(), slot.view(), slot.view() - 1, block.hash());
    byte[] signature = validator.sign(ballot.signedBytes(genesis.chainId()));
    return Certificate.of(ballot, List.of(new Vote(ballot, 0, signature)), set.size());
  }

  /** One block without events, the last of epoch 0, whose state appears from nowhere. */
  private void state(Path directory, int accounts) throws IOException {
    try (RocksStore store = JoinNetwork.open(directory)) {
      LedgerDatabase database = LedgerDatabase.open(store, genesis, StateTree.DEFAULT_CACHE_BYTES);
      for (int from = 0; from < accounts; from += CHUNK) {
        Changes changes = new Changes(database.tree());
        for (int i = from; i < Math.min(accounts, from + CHUNK); i++) {
          byte[] name = Sha256.digest(("clawnet-bench-join:account " + i).getBytes(UTF_8));
          Accounts.put(
              changes, new Did(PublicKey.of(name)), Account.EMPTY.withAvailable(new Tokens(i + 1)));
        }
        commit(database, changes);
      }
      ValidatorSet set = database.start().epoch().validators();
      long time = genesis.time() + genesis.params().epochMs();
      Changes epoch = new Changes(database.tree());
      EpochRecord.get(database.tree()).following(time, set).put(epoch);
      commit(database, epoch);
      end(database, set, time);
      store.flush();
    }
  }

  private static void commit(LedgerDatabase database, Changes changes) throws IOException {
    TreeDelta delta = database.tree().update(null, changes.changes().values());
    List<Store.Write> batch = new ArrayList<>();
    database.tree().commit(delta, batch);
    database.store().write(batch, false);
    database.tree().written(delta);
  }

  private void end(LedgerDatabase database, ValidatorSet set, long time) throws IOException {
    Header header =
        new Header(
            genesis.chainId(),
            new Slot(0, 1, 1, 0),
            database.start().head().hash(),
            time,
            set.hash(),
            BodyDigest.of(List.of()),
            new Outcome(true, MerkleRoot.of(List.of()), database.tree().root(), set.hash()));
    Block block = new Block(header, List.of());
    Executed executed = new Executed(List.of(), List.of(), List.of(), true, set);
    List<Store.Write> batch = new ArrayList<>();
    BlockRows.write(new FinalBlock(block, certify(block, set), executed), batch);
    batch.add(ChainReader.headWrite(new Head(genesis.chainId(), 1, block.hash(), 0, 1)));
    database.store().write(batch, false);
  }
}
