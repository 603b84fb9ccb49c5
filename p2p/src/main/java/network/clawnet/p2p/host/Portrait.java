package network.clawnet.p2p.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.identify.Identity;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.multiaddr.TcpEndpoint;
import network.clawnet.p2p.peer.PeerRecord;
import network.clawnet.p2p.reach.Addresses;
import network.clawnet.p2p.reach.ObservedAddresses;
import network.clawnet.p2p.transport.Connection;

/** What we say of ourselves: keys, addresses, protocols, program. Any thread; one short lock. */
final class Portrait {
  private final HostSettings settings;
  private final Supplier<List<String>> protocols;
  private final InstantSource clock;
  private final ObservedAddresses observed = new ObservedAddresses();
  private List<Multiaddr> listening = List.of();
  private List<Multiaddr> spelled = List.of();
  private List<SignedChoice> records = new ArrayList<>();
  private long sequence;

  /** A signed record of a choice of our addresses. */
  private record SignedChoice(List<Multiaddr> addresses, byte[] envelope) {}

  Portrait(HostSettings settings, Supplier<List<String>> protocols, InstantSource clock) {
    this.settings = settings;
    this.protocols = protocols;
    this.clock = clock;
  }

  PeerId self() {
    return settings.key().peerId();
  }

  /** Takes the addresses at which we listen, with their ports. */
  synchronized void listening(List<Multiaddr> addresses) {
    listening = List.copyOf(addresses);
    spelled = Addresses.spellOut(listening);
  }

  /**
   * Looks again which addresses the machine has.
   *
   * @return whether they have changed
   */
  synchronized boolean refresh() {
    List<Multiaddr> now = Addresses.spellOut(listening);
    boolean changed = !now.equals(spelled);
    spelled = now;
    if (changed) {
      records = new ArrayList<>(); // addresses that come back need a newer number than before
    }
    return changed;
  }

  /** Returns where others may reach us. */
  synchronized List<Multiaddr> addresses() {
    if (!settings.announce().isEmpty()) {
      return settings.announce().stream().map(Multiaddr::withoutPeer).toList();
    }
    Set<Multiaddr> out = new LinkedHashSet<>(spelled);
    out.addAll(observed.believed());
    return new ArrayList<>(out);
  }

  /** Notes under which address a peer sees us. */
  synchronized void observed(Connection connection, Multiaddr address) {
    Optional<byte[]> ip = address.ip();
    Optional<TcpEndpoint> own =
        listening.stream().flatMap(it -> it.tcpEndpoint().stream()).findFirst();
    if (ip.isEmpty() || own.isEmpty() || address.isRelayed()) {
      return;
    }
    try {
      Multiaddr ours = Multiaddr.tcp(InetAddress.getByAddress(ip.get()), own.get().port());
      observed.note(ours, network(connection.remoteSocket().getAddress()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an IP address has 4 or 16 bytes", e);
    }
  }

  /** Half of an IPv4 address, or a quarter of an IPv6 one. */
  private static String network(InetAddress ip) {
    byte[] bytes = ip.getAddress();
    return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 2 : 4);
  }

  /** Returns what we say over a connection. */
  Identity of(Connection connection) {
    List<Multiaddr> told = Addresses.tellable(addresses(), connection.remote());
    return new Identity(
        Optional.of(settings.key().identity().encode()),
        told,
        protocols.get(),
        Optional.of(connection.remote()),
        Optional.of(settings.versions().protocol()),
        Optional.of(settings.versions().agent()),
        Optional.of(record(told)));
  }

  /** The few choices that there are (with and without loopback) are signed once each. */
  private synchronized byte[] record(List<Multiaddr> told) {
    for (SignedChoice record : records) {
      if (record.addresses().equals(told)) {
        return record.envelope();
      }
    }
    sequence = Math.max(sequence + 1, clock.millis());
    SignedChoice fresh =
        new SignedChoice(
            told, new PeerRecord(self(), sequence, told).seal(settings.key()).encoded());
    records.add(fresh);
    if (records.size() > 4) {
      records = new ArrayList<>(List.of(fresh));
    }
    return fresh.envelope();
  }
}
