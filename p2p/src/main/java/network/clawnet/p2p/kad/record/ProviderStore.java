package network.clawnet.p2p.kad.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.kad.table.IpGroup;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.jspecify.annotations.Nullable;

/**
 * Who provides which key, in memory. Only what a provider says of itself is kept; the keys of one
 * provider, the providers of one key and those of them in one IP group are bounded. When the store
 * is full, the keys farthest from this node go. One thread; time is passed in.
 */
public final class ProviderStore {
  private record Provider(
      PeerId id, List<Multiaddr> addrs, Set<IpGroup> groups, long sinceMillis) {}

  private final KadKey self;
  private final StoreLimits limits;
  private final Diversity diversity;
  private final NavigableMap<KadKey, List<Provider>> byDistance = new TreeMap<>();
  private final Map<PeerId, Integer> keysOf = new HashMap<>();

  public ProviderStore(KadKey self, StoreLimits limits, Diversity diversity) {
    this.self = self;
    this.limits = limits;
    this.diversity = diversity;
  }

  /**
   * Keeps the provider, anew if it is known; false if a limit forbids it.
   *
   * @param peer the sender of the message itself, proven by its connection
   * @param remote address at the other end of its connection: tells the IP group
   */
  public boolean add(long nowMillis, byte[] key, KadPeer peer, Multiaddr remote) {
    KadKey distance = self.distance(KadKey.of(key));
    expire(nowMillis, distance);
    @Nullable List<Provider> known = byDistance.get(distance);
    boolean renews = known != null && known.stream().anyMatch(it -> it.id.equals(peer.id()));
    if (!renews && keysOf.getOrDefault(peer.id(), 0) >= limits.maxKeysPerProvider()) {
      return false;
    }
    if (known == null && !makeRoom(distance)) {
      return false;
    }
    Set<IpGroup> groups = diversity.lookupGroups(List.of(remote));
    if (!renews && known != null && isCrowded(known, groups)) {
      return false;
    }
    List<Provider> providers = byDistance.computeIfAbsent(distance, it -> new ArrayList<>(1));
    forget(providers, peer.id());
    if (providers.size() >= limits.maxProvidersPerKey()) {
      release(providers.remove(0));
    }
    providers.add(new Provider(peer.id(), peer.addrs(), groups, nowMillis));
    keysOf.merge(peer.id(), 1, Integer::sum);
    return true;
  }

  private boolean isCrowded(List<Provider> providers, Set<IpGroup> groups) {
    Set<PeerId> same = new HashSet<>();
    for (Provider provider : providers) {
      if (groups.stream().anyMatch(provider.groups::contains)) {
        same.add(provider.id);
      }
    }
    return same.size() >= diversity.perLookup();
  }

  private boolean makeRoom(KadKey distance) {
    if (byDistance.size() < limits.maxProviderKeys()) {
      return true;
    }
    if (byDistance.lastKey().compareTo(distance) <= 0) {
      return false;
    }
    Map.Entry<KadKey, List<Provider>> farthest = byDistance.pollLastEntry();
    farthest.getValue().forEach(this::release);
    return true;
  }

  private void forget(List<Provider> providers, PeerId id) {
    providers.removeIf(
        provider -> {
          boolean same = provider.id.equals(id);
          if (same) {
            release(provider);
          }
          return same;
        });
  }

  private void release(Provider provider) {
    keysOf.merge(provider.id, -1, (a, b) -> a + b == 0 ? null : a + b);
  }

  /** Returns the providers of a key, newest first; without addresses once those are too old. */
  public List<KadPeer> get(long nowMillis, byte[] key) {
    KadKey distance = self.distance(KadKey.of(key));
    expire(nowMillis, distance);
    List<KadPeer> found = new ArrayList<>();
    for (Provider provider : byDistance.getOrDefault(distance, List.of())) {
      boolean fresh = provider.sinceMillis + limits.addrMillis() > nowMillis;
      found.add(0, new KadPeer(provider.id, fresh ? provider.addrs : List.of()));
    }
    return found;
  }

  /** Forgets what has expired; called now and then. */
  public void expire(long nowMillis) {
    List.copyOf(byDistance.keySet()).forEach(distance -> expire(nowMillis, distance));
  }

  private void expire(long nowMillis, KadKey distance) {
    List<Provider> providers = byDistance.get(distance);
    if (providers == null) {
      return;
    }
    while (!providers.isEmpty()
        && providers.get(0).sinceMillis + limits.providerMillis() <= nowMillis) {
      release(providers.remove(0));
    }
    if (providers.isEmpty()) {
      byDistance.remove(distance);
    }
  }

  /** Returns how many keys have providers. */
  public int size() {
    return byDistance.size();
  }
}
