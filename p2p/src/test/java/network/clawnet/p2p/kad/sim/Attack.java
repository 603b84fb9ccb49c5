package network.clawnet.p2p.kad.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.machine.KadCommand;
import network.clawnet.p2p.kad.machine.KadOutcome;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Peers that lie, and what their victims still find. */
final class Attack {
  private Attack() {}

  /** Returns names ground to lie close to the key, at these addresses; nobody is there yet. */
  static List<KadPeer> names(
      KadNetwork dht, KadKey around, int prefix, int count, Supplier<Multiaddr> addrs) {
    List<KadPeer> names = new ArrayList<>();
    while (names.size() < count) {
      PeerId id = dht.randomId();
      if (KadKey.of(id).commonPrefix(around) >= prefix) {
        names.add(new KadPeer(id, List.of(addrs.get())));
      }
    }
    return names;
  }

  /** Puts colluding peers behind the names: each answers everything with the others. */
  static void inhabit(KadNetwork dht, List<KadPeer> names) {
    for (KadPeer name : names) {
      dht.add(name.id(), name.addrs().get(0)).liar = Optional.of(lie(names));
    }
  }

  /** Turns a share of the honest peers into liars that name nobody but these. */
  static void spread(KadNetwork dht, SimPeer victim, List<KadPeer> names, double share) {
    for (SimPeer peer : dht.peers) {
      if (peer != victim && peer.liar.isEmpty() && dht.random.nextDouble() < share) {
        peer.liar = Optional.of(lie(names));
      }
    }
  }

  private static SimPeer.Liar lie(List<KadPeer> names) {
    return request -> {
      boolean providers = request.type() == MessageType.GET_PROVIDERS;
      return Optional.of(
          new KadMessage(
              request.type(),
              request.key(),
              Optional.empty(),
              names,
              providers ? names : List.of()));
    };
  }

  /** Returns the share of lookups by honest peers that reach the target. */
  static double shareThatFinds(KadNetwork dht, SimPeer target, int lookups) {
    int found = 0;
    for (int i = 0; i < lookups; i++) {
      KadNetwork.Result result = dht.run(dht.anyoneBut(target), new KadCommand.FindPeer(target.id));
      found += result.outcome() instanceof KadOutcome.Peers ? 1 : 0;
    }
    return (double) found / lookups;
  }

  /** Returns the share of lookups by honest peers that name the provider among up to fifty. */
  static double shareThatFinds(KadNetwork dht, SimPeer provider, byte[] key, int lookups) {
    int found = 0;
    for (int i = 0; i < lookups; i++) {
      KadNetwork.Result result =
          dht.run(dht.anyoneBut(provider), new KadCommand.FindProviders(key, 100));
      List<KadPeer> peers = ((KadOutcome.Peers) result.outcome()).peers();
      found += peers.stream().anyMatch(it -> it.id().equals(provider.id)) ? 1 : 0;
    }
    return (double) found / lookups;
  }
}
