package network.clawnet.core.consensus.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.Registration;

/**
 * The channels, one for each key, and the protection of their connections. Owned by the loop, but
 * for {@link #keys} and {@link #peers}.
 */
final class ChannelTable {
  private final Network network;
  private final PublicKey own;
  private final TreeMap<PublicKey, Channel> channels = new TreeMap<>();
  private final TreeMap<PublicKey, Registration> protections = new TreeMap<>();
  private volatile Set<PublicKey> keys = Set.of();
  private volatile Set<PeerId> peers = Set.of();

  ChannelTable(Network network, PublicKey own) {
    this.network = network;
    this.own = own;
  }

  /**
   * Takes in a channel, unless the one that is there stays.
   *
   * @return the one of the two that must end
   */
  Optional<Channel> add(Channel channel) {
    Channel older = channels.get(channel.key());
    if (older != null && !channel.replaces(older, own)) {
      return Optional.of(channel);
    }
    channels.put(channel.key(), channel);
    Registration before = protections.put(channel.key(), network.protect(channel.peer()));
    if (before != null) {
      before.close();
    }
    publish();
    return Optional.ofNullable(older);
  }

  /** Takes out a channel; false if it was not in the table any more. */
  boolean remove(Channel channel) {
    if (!channels.remove(channel.key(), channel)) {
      return false;
    }
    Registration protection = protections.remove(channel.key());
    if (protection != null) {
      protection.close();
    }
    publish();
    return true;
  }

  private void publish() {
    keys = Set.copyOf(channels.keySet());
    Set<PeerId> ends = new TreeSet<>();
    channels.values().forEach(it -> ends.add(it.peer()));
    peers = ends;
  }

  Optional<Channel> find(PublicKey key) {
    return Optional.ofNullable(channels.get(key));
  }

  List<Channel> all() {
    return new ArrayList<>(channels.values());
  }

  /** Returns the peers at the other ends, not to be written to. Any thread. */
  Set<PeerId> peers() {
    return peers;
  }

  /** Returns the keys that have a channel. Any thread. */
  Set<PublicKey> keys() {
    return keys;
  }
}
