package network.clawnet.p2p.reach;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Component;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.multiaddr.Protocol;

/**
 * Replaces {@code /dnsaddr/HOST} by the addresses that the TXT records of {@code _dnsaddr.HOST}
 * hold, which may be such names themselves. Bounded, so that nobody's records make us look up for
 * ever. Source: libp2p addressing, dnsaddr.
 */
public final class DnsAddresses {
  /** Lookups for one address. */
  static final int MAX_LOOKUPS = 8;

  /** Addresses that one address becomes at most. */
  static final int MAX_ADDRESSES = 16;

  /** TXT records of one name that are read. */
  static final int MAX_RECORDS = 64;

  private static final String RECORD = "dnsaddr=";

  private final TextRecords records;

  /** Looks TXT records up; may block for some seconds. */
  @FunctionalInterface
  public interface TextRecords {
    /** Returns the texts of a name; empty if there are none or nobody answers. */
    List<String> of(String name);
  }

  /** Creates a resolver that asks these records. */
  public DnsAddresses(TextRecords records) {
    this.records = records;
  }

  /** Returns whether an address must be resolved before it can be dialled. */
  public static boolean isNeeded(Multiaddr address) {
    return address.components().get(0).protocol() == Protocol.DNSADDR;
  }

  /**
   * Returns what an address stands for: itself, or what its records say. If it names a peer, only
   * records of that peer count. May block.
   */
  public List<Multiaddr> resolve(Multiaddr address) {
    Set<Multiaddr> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    List<Multiaddr> open = new ArrayList<>(List.of(address));
    while (!open.isEmpty() && found.size() < MAX_ADDRESSES) {
      Multiaddr next = open.remove(0);
      if (!isNeeded(next)) {
        found.add(next);
      } else if (seen.size() < MAX_LOOKUPS && seen.add(next.components().get(0).text())) {
        open.addAll(lookUp(next));
      }
    }
    return new ArrayList<>(found);
  }

  private List<Multiaddr> lookUp(Multiaddr address) {
    Component name = address.components().get(0);
    Optional<PeerId> wanted = address.peerId();
    return records.of("_dnsaddr." + name.text()).stream()
        .limit(MAX_RECORDS)
        .filter(text -> text.startsWith(RECORD))
        .flatMap(text -> parse(text.substring(RECORD.length())).stream())
        .filter(it -> wanted.isEmpty() || it.peerId().equals(wanted))
        .toList();
  }

  private static Optional<Multiaddr> parse(String text) {
    try {
      return Optional.of(Multiaddr.parse(text));
    } catch (DecodeException e) {
      return Optional.empty(); // of a protocol that this node does not know
    }
  }
}
