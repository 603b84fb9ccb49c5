package network.clawnet.p2p.kad.table;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.reach.Addresses;

/**
 * How much of the table, of a lookup and of a key's providers one IP group may hold. Sybils are
 * cheap, addresses in many networks are not.
 *
 * @param tablePrefix4 bits of an IPv4 group in the table
 * @param tablePrefix6 bits of an IPv6 group in the table, at most 64
 * @param perBucket peers of one group in one bucket
 * @param perTable peers of one group in the table
 * @param perLookup peers of one /24 or /48 on one path of a lookup, and among a key's providers
 * @param exemptsLocal whether loopback, private and link-local addresses are in no group, as a
 *     private network needs; if not, they are no addresses of peers at all
 */
public record Diversity(
    int tablePrefix4,
    int tablePrefix6,
    int perBucket,
    int perTable,
    int perLookup,
    boolean exemptsLocal) {
  private static final int LOOKUP_PREFIX4 = 24;
  private static final int LOOKUP_PREFIX6 = 48;

  /** Limits of the public DHT of go: /16 and /32, 2 in a bucket, 3 in the table. */
  public static final Diversity PUBLIC = new Diversity(16, 32, 2, 3, 2, false);

  /** The same for peers with public addresses; peers of the own network are not counted. */
  public static final Diversity PRIVATE = new Diversity(16, 32, 2, 3, 2, true);

  /**
   * Returns the addresses that a peer of this network can have: in a public one those that only a
   * site or a host can reach are left out, as nobody else could dial them and a liar could make us
   * dial our neighbours.
   */
  public List<Multiaddr> plausible(List<Multiaddr> addrs) {
    return exemptsLocal ? addrs : addrs.stream().filter(addr -> !isLocal(addr)).toList();
  }

  /**
   * Returns of the plausible addresses those that whoever is at {@code from} may tell, of itself or
   * of others: nobody on the public Internet knows what is inside our own network.
   */
  public List<Multiaddr> believable(List<Multiaddr> told, Multiaddr from) {
    return plausible(Addresses.believable(told, from));
  }

  private static boolean isLocal(Multiaddr addr) {
    return addr.isLoopback() || addr.isPrivate() || addr.isUnspecified();
  }

  /** Returns the group that an address belongs to in the table; empty if it is in none. */
  public Optional<IpGroup> tableGroup(Multiaddr addr) {
    return group(addr, tablePrefix4, tablePrefix6);
  }

  /** Returns the groups of all addresses, so that one true address cannot hide among invented. */
  public Set<IpGroup> lookupGroups(List<Multiaddr> addrs) {
    if (addrs.size() == 1) {
      return group(addrs.get(0), LOOKUP_PREFIX4, LOOKUP_PREFIX6).map(Set::of).orElse(Set.of());
    }
    Set<IpGroup> groups = new LinkedHashSet<>();
    for (Multiaddr addr : addrs) {
      group(addr, LOOKUP_PREFIX4, LOOKUP_PREFIX6).ifPresent(groups::add);
    }
    return groups;
  }

  private Optional<IpGroup> group(Multiaddr addr, int prefix4, int prefix6) {
    if (exemptsLocal && isLocal(addr)) {
      return Optional.empty();
    }
    return addr.ip().map(ByteBuffer::wrap).map(ip -> group(ip, prefix4, prefix6));
  }

  private static IpGroup group(ByteBuffer ip, int prefix4, int prefix6) {
    boolean mapped = ip.capacity() == 16 && ip.getLong(0) == 0 && ip.getInt(8) == 0xffff;
    if (ip.capacity() == 4 || mapped) {
      return new IpGroup(4, Integer.toUnsignedLong(ip.getInt(mapped ? 12 : 0)) >>> (32 - prefix4));
    }
    return new IpGroup(6, ip.getLong(0) >>> (64 - prefix6));
  }
}
