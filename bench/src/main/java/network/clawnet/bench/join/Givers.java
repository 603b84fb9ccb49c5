package network.clawnet.bench.join;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.serve.AnswerServer;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.serve.SnapshotPlace;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.tree.StateTree;
import network.clawnet.daemon.peer.PeerNetwork;

/** Honest peers, and perhaps a liar, that give one ledger from one process. */
public final class Givers {
  private final Genesis genesis = JoinNetwork.genesis();
  private final Path directory;

  private Givers(Path directory) {
    this.directory = directory;
  }

  /**
   * {@code args}: directory of the ledger, number of honest peers, what the liar lies about or
   * {@code none}. Prints each address and lives until it is killed.
   */
  public static void start(String[] args) throws Exception {
    new Givers(Path.of(args[0])).run(Integer.parseInt(args[1]), args[2]);
    new CountDownLatch(1).await();
  }

  private void run(int honest, String lie) throws IOException {
    RocksStore store = JoinNetwork.open(directory);
    LedgerDatabase database = LedgerDatabase.open(store, genesis, StateTree.DEFAULT_CACHE_BYTES);
    Archive archive = new Archive(database.reader(), genesis.chainId());
    if (!lie.equals("none")) {
      Network network = host("liar");
      Header head = database.start().header();
      new Liar(network, archive, shelf(store, head), lie)
          .serve(new SyncProtocols(genesis.chainId()));
    }
    for (int i = 0; i < honest; i++) {
      var unused =
          new AnswerServer(
              host("giver " + i),
              new SyncProtocols(genesis.chainId()),
              archive,
              shelf(store, database.start().header()),
              Executors.newSingleThreadScheduledExecutor(),
              System::nanoTime,
              new AnswerServer.Hooks((peer, status) -> {}, Quiet::fail));
    }
    System.out.println("serving");
  }

  private Network host(String name) throws IOException {
    PeerNetwork running = JoinNetwork.host(name, directory.resolveSibling(name.replace(' ', '-')));
    String id = PeerId.of(JoinNetwork.key(name).publicKey()).text();
    System.out.println("address " + running.listening() + "/p2p/" + id);
    return running.peers().network();
  }

  /** The ledger stands still: its head is the snapshot, if it ends an epoch. */
  private static SnapshotShelf shelf(Store store, Header head) throws IOException {
    SnapshotShelf shelf = new SnapshotShelf(new Still(store, head), 0);
    shelf.reached(head);
    return shelf;
  }

  private record Still(Store store, Header head) implements SnapshotPlace {
    @Override
    public void take(SnapshotId id) {
      // it is what it is
    }

    @Override
    public List<SnapshotId> list() {
      return head.lastOfEpoch() ? List.of(SnapshotId.of(head)) : List.of();
    }

    @Override
    public Store open(SnapshotId id) {
      return store;
    }

    @Override
    public void delete(SnapshotId id) {
      throw new IllegalStateException("the only one");
    }
  }
}
