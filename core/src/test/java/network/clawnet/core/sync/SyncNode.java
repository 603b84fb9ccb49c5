package network.clawnet.core.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import org.jspecify.annotations.Nullable;

/** A full node with block sync, whose consensus only writes down what it is told. */
final class SyncNode implements AutoCloseable {
  final MemoryHost host;
  final CertifiedChain.Ledger ledger;
  final List<Input.Synced> synced = new ArrayList<>();
  final List<Input.Received> received = new ArrayList<>();
  final List<String> halts = new ArrayList<>();
  final List<String> givenUp = new ArrayList<>();
  final List<SyncProgress> changes = new ArrayList<>();
  final BlockSync sync;
  boolean paused;
  private @Nullable BlockSync told;

  SyncNode(MemoryNetwork net, String name, Genesis genesis) {
    this(net, name, genesis, new MemoryStore());
  }

  SyncNode(MemoryNetwork net, String name, Genesis genesis, MemoryStore store) {
    this(net, name, genesis, store, SyncParts.Snapshots.none());
  }

  SyncNode(
      MemoryNetwork net,
      String name,
      Genesis genesis,
      MemoryStore store,
      SyncParts.Snapshots snapshots) {
    host = net.host(name);
    ledger = CertifiedChain.Ledger.open(net, genesis, store, new Finality());
    ledger.service().connect(answer -> {}, head -> {});
    sync =
        new BlockSync(
            new SyncParts(
                new SyncParts.Rules(
                    genesis.chainId(),
                    genesis.params().block().maxBytes(),
                    genesis.params().heartbeatMs(),
                    Ed25519::verify),
                new TestActor(name).did().key(),
                new SyncParts.Peers(host, host),
                new SyncParts.Node(
                    ledger.service(),
                    ledger.database().reader(),
                    new Consensus(),
                    ledger.database().start()),
                snapshots,
                new SyncParts.Threads(new NetLane(net), new NetLane(net), net::nanos, net.clock()),
                new Operator()));
    told = sync;
  }

  long height() {
    return ledger.service().readableHead().height();
  }

  @Override
  public void close() {
    sync.close();
  }

  private final class Finality implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {
      BlockSync to = told;
      if (to != null) {
        to.onFinal(block);
      }
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      throw new AssertionError("dropped: " + reason);
    }
  }

  private final class Consensus implements Pausable {
    @Override
    public boolean offerMessage(Input.Received message) {
      return !paused && received.add(message);
    }

    @Override
    public CompletableFuture<Void> pause() {
      paused = true;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void resume(Input.@Nullable Synced point) {
      paused = false;
      if (point != null) {
        synced.add(point);
      }
    }
  }

  private final class Operator implements SyncListener {
    @Override
    public void changed(SyncProgress progress) {
      changes.add(progress);
    }

    @Override
    public void progress(SyncProgress progress) {
      changes.add(progress);
    }

    @Override
    public void joinGivenUp(String why) {
      givenUp.add(why);
    }

    @Override
    public void halted(String report) {
      halts.add(report);
    }

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError("sync failed", cause);
    }
  }
}
