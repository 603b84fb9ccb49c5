package network.clawnet.core.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.relay.EventRelay;
import network.clawnet.core.relay.RelayParts;
import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import org.jspecify.annotations.Nullable;

/** A whole full node: ledger, consensus, block sync, relay; votes travel by a table. */
final class FullNode implements AutoCloseable {
  final MemoryHost host;
  final CertifiedChain.Ledger ledger;
  final SteppedConsensus consensus;
  final BlockSync sync;
  final EventRelay relay;
  private @Nullable BlockSync toldSync;
  private @Nullable EventRelay toldRelay;

  /** Who votes: the channels between validators. */
  static final class Table {
    private final MemoryNetwork net;
    private final Map<PublicKey, FullNode> nodes = new TreeMap<>();

    Table(MemoryNetwork net) {
      this.net = net;
    }

    boolean reaches(PublicKey from, PublicKey to) {
      FullNode sender = nodes.get(from);
      FullNode receiver = nodes.get(to);
      return sender != null
          && receiver != null
          && sender.host.peers().stream().anyMatch(it -> it.id().equals(receiver.host.self()));
    }

    Set<PeerId> peersOf(PublicKey self) {
      Set<PeerId> out = new TreeSet<>();
      nodes.forEach(
          (key, node) -> {
            if (reaches(self, key)) {
              out.add(node.host.self());
            }
          });
      return out;
    }
  }

  /**
   * Starts a node.
   *
   * @param votes whether it has the others' channels; then the name must be a validator's
   */
  FullNode(MemoryNetwork net, Table table, String name, Genesis genesis, boolean votes) {
    host = net.host(name);
    TestActor key = new TestActor(name);
    PublicKey self = key.did().key();
    ledger = CertifiedChain.Ledger.open(net, genesis, new MemoryStore(), new Finality());
    SyncPort port =
        new SyncPort(
            new Channels(table, self),
            () ->
                table.nodes.keySet().stream()
                    .filter(it -> table.reaches(self, it))
                    .collect(Collectors.toSet()));
    consensus = new SteppedConsensus(net, ledger, key, port);
    sync =
        new BlockSync(
            new SyncParts(
                new SyncParts.Rules(
                    genesis.chainId(),
                    genesis.params().block().maxBytes(),
                    genesis.params().heartbeatMs(),
                    Ed25519::verify),
                self,
                new SyncParts.Peers(host, host),
                new SyncParts.Node(
                    ledger.service(),
                    ledger.database().reader(),
                    consensus,
                    ledger.database().start()),
                SyncParts.Snapshots.none(),
                new SyncParts.Threads(new NetLane(net), new NetLane(net), net::nanos, net.clock()),
                new Operator()));
    relay =
        new EventRelay(
            new RelayParts(
                genesis.chainId(),
                host,
                ledger.service(),
                () -> table.peersOf(self),
                new RelayParts.Threads(new NetLane(net), net::nanos, self.hashCode()),
                fault -> {
                  throw new AssertionError(fault);
                }));
    toldSync = sync;
    toldRelay = relay;
    port.attach(sync);
    if (votes) {
      table.nodes.put(self, this);
    }
    consensus.begin();
  }

  long height() {
    return ledger.service().readableHead().height();
  }

  @Override
  public void close() {
    relay.close();
    sync.close();
  }

  private record Channels(Table table, PublicKey self) implements PeerPort {
    @Override
    public void send(List<PublicKey> to, ConsensusMessage message) {
      for (PublicKey each : to) {
        if (table.reaches(self, each)) {
          FullNode node = table.nodes.get(each);
          table.net.after(
              Duration.ofMillis(1),
              () -> {
                if (node != null) {
                  boolean unused = node.consensus.offerMessage(new Input.Received(self, message));
                }
              });
        }
      }
    }

    @Override
    public void catchUp(PublicKey from, long epoch, long height) {
      // block sync hears of it
    }

    @Override
    public void penalize(PublicKey peer, String reason) {
      throw new AssertionError("penalized: " + reason);
    }
  }

  private final class Finality implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {
      if (toldSync != null && toldRelay != null) {
        toldSync.onFinal(block);
        toldRelay.onFinal(block);
      }
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      if (toldRelay != null) {
        toldRelay.onDropped(event);
      }
    }

    @Override
    public void onAdmitted(PreparedEvent event) {
      if (toldRelay != null) {
        toldRelay.onAdmitted(event);
      }
    }
  }

  private static final class Operator implements SyncListener {
    @Override
    public void changed(SyncProgress progress) {}

    @Override
    public void progress(SyncProgress progress) {}

    @Override
    public void halted(String report) {
      throw new AssertionError(report);
    }

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError("sync failed", cause);
    }
  }
}
