package network.clawnet.p2p.kad.message;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * A request or an answer; answers carry the type and key of their request.
 *
 * @param key a peer id's multihash, a record key or a content multihash; the array is the caller's
 * @param closer peers closer to the key
 * @param providers peers that provide the key, or the sender in ADD_PROVIDER
 */
public record KadMessage(
    MessageType type,
    byte[] key,
    Optional<KadRecord> stored,
    List<KadPeer> closer,
    List<KadPeer> providers) {
  public KadMessage {
    closer = List.copyOf(closer);
    providers = List.copyOf(providers);
  }

  /** A request that names a key only: FIND_NODE, GET_VALUE, GET_PROVIDERS. */
  public static KadMessage ask(MessageType type, byte[] key) {
    return new KadMessage(type, key, Optional.empty(), List.of(), List.of());
  }

  /** PUT_VALUE, as request and as answer. */
  public static KadMessage put(KadRecord item) {
    return new KadMessage(
        MessageType.PUT_VALUE, item.key(), Optional.of(item), List.of(), List.of());
  }

  /** Returns the message with only those addresses of its peers that the filter lets through. */
  public KadMessage filtered(UnaryOperator<List<Multiaddr>> filter) {
    return new KadMessage(type, key, stored, filtered(closer, filter), filtered(providers, filter));
  }

  private static List<KadPeer> filtered(
      List<KadPeer> peers, UnaryOperator<List<Multiaddr>> filter) {
    return peers.stream().map(it -> new KadPeer(it.id(), filter.apply(it.addrs()))).toList();
  }

  /** ADD_PROVIDER of the sender itself. */
  public static KadMessage provide(byte[] key, KadPeer self) {
    return new KadMessage(
        MessageType.ADD_PROVIDER, key, Optional.empty(), List.of(), List.of(self));
  }
}
