package network.clawnet.p2p.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Multicast discovery as a step machine: asks at growing intervals who serves a name, answers the
 * same question of others, and reports whoever is named. One thread; times are milliseconds of a
 * clock that never goes back.
 *
 * <p>Everything on the wire may be forged by a neighbour: packets are bounded, one packet names at
 * most {@link #MAX_PEERS} peers, a peer is reported at most once a minute unless its addresses
 * change, and answers leave at most once a second.
 */
public final class Mdns {
  /** Addresses reported and announced of one peer. */
  public static final int MAX_ADDRS = 8;

  /** Peers taken from one packet. */
  static final int MAX_PEERS = 32;

  /** Peers remembered as reported. */
  static final int MAX_KNOWN = 1024;

  static final long FIRST_INTERVAL_MILLIS = 1_000;
  static final long MAX_INTERVAL_MILLIS = 60_000;
  static final long ANSWER_INTERVAL_MILLIS = 1_000;
  static final long REPORT_INTERVAL_MILLIS = 60_000;

  /** Reports within {@link #BURST_MILLIS}, of whatever peers. */
  static final int MAX_REPORTS = 64;

  static final long BURST_MILLIS = 10_000;

  private static final DnsName DIRECTORY = DnsName.of("_services._dns-sd._udp.local");
  private static final DnsName LOCAL = DnsName.of("local");
  private static final String PREFIX = "dnsaddr=";
  private static final int MAX_TEXT_BYTES = 255;
  private static final long TTL_SECONDS = 120;
  private static final int NAME_CHARS = 32;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** A peer that was reported. */
  private record Reported(List<Multiaddr> addrs, long atMillis) {}

  private final PeerId self;
  private final DnsName service;
  private final boolean loopback;
  private final String label;
  private final Map<PeerId, Reported> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Reported> eldest) {
          return size() > MAX_KNOWN;
        }
      };
  private List<Multiaddr> announced = List.of();
  private long nextQueryMillis = Long.MIN_VALUE;
  private long intervalMillis = FIRST_INTERVAL_MILLIS;
  private long lastAnswerMillis = Long.MIN_VALUE / 2;
  private long lastDirectoryMillis = Long.MIN_VALUE / 2;
  private long reportsSinceMillis = Long.MIN_VALUE / 2;
  private int reports;
  private boolean answerDue;

  /**
   * @param service such as {@code _p2p._udp.local}; another name is another network
   * @param loopback whether loopback addresses are announced and reported, for tests
   * @param random makes the name that we answer by, which says nothing of who we are
   */
  public Mdns(PeerId self, String service, boolean loopback, RandomGenerator random) {
    this.self = self;
    this.service = DnsName.of(service);
    this.loopback = loopback;
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < NAME_CHARS; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    label = name.toString();
  }

  /** Sets the addresses to announce; those that nobody else on the wire can use are left out. */
  public void announce(List<Multiaddr> addrs) {
    announced = addrs.stream().filter(this::isUsable).distinct().limit(MAX_ADDRS).toList();
  }

  private boolean isUsable(Multiaddr addr) {
    return addr.tcpEndpoint().isPresent()
        && !addr.isUnspecified()
        && (loopback || !addr.isLoopback());
  }

  /** Begins again with short intervals: the node has just started, or an interface came up. */
  public void wireChanged() {
    intervalMillis = FIRST_INTERVAL_MILLIS;
    nextQueryMillis = Long.MIN_VALUE;
  }

  /** Asks and answers what is due; to be called about four times a second. */
  public List<MdnsEffect> tick(long nowMillis) {
    List<MdnsEffect> effects = new ArrayList<>();
    if (nowMillis >= nextQueryMillis) {
      nextQueryMillis = nowMillis + intervalMillis;
      intervalMillis = Math.min(MAX_INTERVAL_MILLIS, 2 * intervalMillis);
      effects.add(new MdnsEffect.Send(DnsWriter.query(service, DnsRecord.PTR)));
      answerDue = true; // so that those who are there already learn of us
    }
    if (answerDue && nowMillis - lastAnswerMillis >= ANSWER_INTERVAL_MILLIS) {
      answerDue = false;
      lastAnswerMillis = nowMillis;
      answer(TTL_SECONDS).ifPresent(packet -> effects.add(new MdnsEffect.Send(packet)));
    }
    return effects;
  }

  /** Returns a last packet that takes everything back. */
  public Optional<byte[]> farewell() {
    return answer(0);
  }

  /** Takes a packet that came from the group; what is malformed is ignored. */
  public List<MdnsEffect> received(long nowMillis, byte[] packet) {
    DnsMessage message;
    try {
      message = DnsReader.read(packet);
    } catch (DecodeException e) {
      return List.of(); // any program of any neighbour may send anything here
    }
    if (message.isResponse()) {
      return hear(nowMillis, message);
    }
    List<MdnsEffect> effects = new ArrayList<>();
    for (DnsQuestion question : message.questions()) {
      boolean pointers = question.type() == DnsRecord.PTR || question.type() == DnsRecord.ANY;
      answerDue |= pointers && question.name().equals(service);
      boolean quiet = nowMillis - lastDirectoryMillis >= ANSWER_INTERVAL_MILLIS;
      if (pointers && question.name().equals(DIRECTORY) && quiet) {
        lastDirectoryMillis = nowMillis;
        effects.add(new MdnsEffect.Send(directory()));
      }
    }
    effects.addAll(answerDue ? tick(nowMillis) : List.of());
    return effects;
  }

  private byte[] directory() {
    return DnsWriter.response(1, 0).pointer(DIRECTORY, TTL_SECONDS, service).bytes();
  }

  private Optional<byte[]> answer(long ttlSeconds) {
    DnsName name = service.child(label);
    DnsName host = LOCAL.child(label);
    List<String> texts = new ArrayList<>();
    List<byte[]> ips = new ArrayList<>();
    int port = 0;
    int room = DnsWriter.MAX_PACKET_BYTES - 5 * DnsWriter.size(name) - 100;
    for (Multiaddr addr : announced) {
      String text = PREFIX + addr.withPeer(self).text();
      int size = text.length() + 1 + DnsWriter.size(host) + 26;
      if (text.length() <= MAX_TEXT_BYTES && size <= room) {
        room -= size;
        texts.add(text);
        addr.ip().ifPresent(ips::add);
        port = addr.tcpEndpoint().map(it -> it.port()).orElse(port);
      }
    }
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    DnsWriter writer = DnsWriter.response(1, 2 + ips.size());
    writer.pointer(service, ttlSeconds, name).text(name, ttlSeconds, texts);
    writer.service(name, ttlSeconds, port, host);
    ips.forEach(ip -> writer.address(host, ttlSeconds, ip));
    return Optional.of(writer.bytes());
  }

  private List<MdnsEffect> hear(long nowMillis, DnsMessage message) {
    Map<PeerId, List<Multiaddr>> named = new LinkedHashMap<>();
    for (DnsRecord item : message.records()) {
      boolean told = item.type() == DnsRecord.TXT && item.ttlSeconds() > 0;
      if (told && item.name().isChildOf(service) && !item.name().labels().get(0).equals(label)) {
        item.texts().forEach(text -> read(text, named));
      }
    }
    List<MdnsEffect> effects = new ArrayList<>();
    named.forEach(
        (peer, addrs) -> {
          if (isNews(nowMillis, peer, addrs) && mayReport(nowMillis)) {
            known.put(peer, new Reported(addrs, nowMillis));
            effects.add(new MdnsEffect.Found(peer, List.copyOf(addrs)));
          }
        });
    return effects;
  }

  private void read(String text, Map<PeerId, List<Multiaddr>> named) {
    if (!text.startsWith(PREFIX)) {
      return;
    }
    try {
      Multiaddr addr = Multiaddr.parse(text.substring(PREFIX.length()));
      PeerId peer = addr.peerId().orElse(self);
      boolean room = named.containsKey(peer) || named.size() < MAX_PEERS;
      if (!peer.equals(self) && room && isUsable(addr.withoutPeer())) {
        List<Multiaddr> addrs = named.computeIfAbsent(peer, it -> new ArrayList<>());
        if (addrs.size() < MAX_ADDRS) {
          addrs.add(addr.withoutPeer());
        }
      }
    } catch (DecodeException e) {
      // an address of a kind we do not know: the other strings are still of use
    }
  }

  private boolean mayReport(long nowMillis) {
    if (nowMillis - reportsSinceMillis >= BURST_MILLIS) {
      reportsSinceMillis = nowMillis;
      reports = 0;
    }
    return reports++ < MAX_REPORTS;
  }

  private boolean isNews(long nowMillis, PeerId peer, List<Multiaddr> addrs) {
    Reported before = known.get(peer);
    return before == null
        || nowMillis - before.atMillis >= REPORT_INTERVAL_MILLIS
        || !before.addrs.containsAll(addrs);
  }
}
