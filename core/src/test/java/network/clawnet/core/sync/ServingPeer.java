package network.clawnet.core.sync;

import network.clawnet.core.sync.serve.AnswerServer;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import org.jspecify.annotations.Nullable;

/** A peer that gives a chain's blocks and wants none. */
final class ServingPeer {
  final MemoryHost host;

  ServingPeer(MemoryNetwork net, String name, CertifiedChain chain) {
    this(net, name, chain, null);
  }

  ServingPeer(MemoryNetwork net, String name, CertifiedChain chain, @Nullable SnapshotShelf shelf) {
    host = net.host(name);
    var unused =
        new AnswerServer(
            host,
            new SyncProtocols(chain.genesis().chainId()),
            new Archive(chain.ledger().database().reader(), chain.genesis().chainId()),
            shelf,
            new NetLane(net),
            net::nanos,
            new AnswerServer.Hooks(
                (peer, status) -> {},
                fault -> {
                  throw new AssertionError(fault);
                }));
  }
}
