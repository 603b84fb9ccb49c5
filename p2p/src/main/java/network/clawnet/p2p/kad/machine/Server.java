package network.clawnet.p2p.kad.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.KadRecord;
import network.clawnet.p2p.kad.record.ProviderStore;
import network.clawnet.p2p.kad.record.RequestBudget;
import network.clawnet.p2p.kad.record.ValueStore;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.kad.table.RoutingTable;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Answers the requests of other peers from the table and the stores. */
final class Server {
  /** Longest key of a provided content, in bytes: go accepts no longer one. */
  static final int MAX_CONTENT_KEY_BYTES = 80;

  private final Self self;
  private final int wanted;
  private final RoutingTable table;
  private final ValueStore values;
  private final ProviderStore providers;
  private final AddressBook book;
  private final Announcements own;
  private final RequestBudget budget;
  private final Diversity diversity;

  /** What answers are made of. */
  record Stores(
      RoutingTable table, ValueStore values, ProviderStore providers, Announcements own) {}

  Server(Self self, KadConfig config, Stores stores, AddressBook book) {
    this.self = self;
    this.wanted = config.lookups().wanted();
    this.table = stores.table();
    this.values = stores.values();
    this.providers = stores.providers();
    this.book = book;
    this.own = stores.own();
    this.diversity = config.lookups().diversity();
    this.budget = new RequestBudget(config.requestsPerSecond(), config.requestBurst());
  }

  KadReply answer(long nowMillis, long wallMillis, PeerId from, Multiaddr remote, KadMessage in) {
    if (!budget.take(nowMillis, from)) {
      return refused(KadReply.Reason.TOO_MANY);
    }
    return switch (in.type()) {
      case FIND_NODE -> findNode(from, in);
      case GET_VALUE -> getValue(nowMillis, from, in);
      case PUT_VALUE -> putValue(nowMillis, wallMillis, from, in);
      case GET_PROVIDERS -> getProviders(nowMillis, from, in);
      case ADD_PROVIDER -> addProvider(nowMillis, from, remote, in);
      case PING -> new KadReply.Answer(KadMessage.ask(in.type(), in.key()));
    };
  }

  private KadReply findNode(PeerId from, KadMessage in) {
    if (in.key().length == 0) {
      return refused(KadReply.Reason.MALFORMED);
    }
    List<KadPeer> closer = new ArrayList<>(wanted + 1);
    target(in.key(), from).ifPresent(closer::add);
    for (KadPeer peer : closer(from, in.key())) {
      if (closer.isEmpty() || !closer.get(0).id().equals(peer.id())) {
        closer.add(peer);
      }
    }
    return answer(in, Optional.empty(), closer, List.of());
  }

  /** The peer asked for, if its addresses are known, even if it is only a client. */
  private Optional<KadPeer> target(byte[] key, PeerId from) {
    try {
      PeerId wantedPeer = PeerId.ofMultihash(key);
      if (wantedPeer.equals(self.id)) {
        return Optional.of(self.peer());
      }
      List<Multiaddr> addrs = book.addresses(wantedPeer);
      return addrs.isEmpty() || wantedPeer.equals(from)
          ? Optional.empty()
          : Optional.of(new KadPeer(wantedPeer, addrs));
    } catch (DecodeException e) {
      return Optional.empty(); // any bytes may be looked for; these name no peer
    }
  }

  private KadReply getValue(long nowMillis, PeerId from, KadMessage in) {
    if (in.key().length == 0) {
      return refused(KadReply.Reason.MALFORMED);
    }
    return answer(in, values.get(nowMillis, in.key()), closer(from, in.key()), List.of());
  }

  private KadReply putValue(long nowMillis, long wallMillis, PeerId from, KadMessage in) {
    KadRecord item = in.stored().orElse(null);
    if (item == null || item.key().length == 0 || !Arrays.equals(item.key(), in.key())) {
      return refused(KadReply.Reason.MALFORMED);
    }
    String time = Instant.ofEpochMilli(wallMillis).toString();
    KadRecord stamped = new KadRecord(item.key(), item.value(), time);
    return switch (values.put(nowMillis, from, stamped)) {
      case STORED -> new KadReply.Answer(KadMessage.put(item));
      case INVALID -> refused(KadReply.Reason.INVALID_VALUE);
      case WORSE -> refused(KadReply.Reason.WORSE_VALUE);
      case FULL -> refused(KadReply.Reason.NO_ROOM);
    };
  }

  private KadReply getProviders(long nowMillis, PeerId from, KadMessage in) {
    if (!isContentKey(in.key())) {
      return refused(KadReply.Reason.MALFORMED);
    }
    List<KadPeer> found = new ArrayList<>();
    if (own.provides(in.key())) {
      found.add(self.peer());
    }
    for (KadPeer provider : providers.get(nowMillis, in.key())) {
      List<Multiaddr> proven = book.addresses(provider.id());
      found.add(proven.isEmpty() ? provider : new KadPeer(provider.id(), proven));
    }
    return answer(in, Optional.empty(), closer(from, in.key()), found);
  }

  private KadReply addProvider(long nowMillis, PeerId from, Multiaddr remote, KadMessage in) {
    if (!isContentKey(in.key())) {
      return refused(KadReply.Reason.MALFORMED);
    }
    for (KadPeer peer : in.providers()) {
      List<Multiaddr> addrs = diversity.believable(peer.addrs(), remote);
      if (peer.id().equals(from) && !addrs.isEmpty()) {
        boolean added = providers.add(nowMillis, in.key(), new KadPeer(from, addrs), remote);
        return added ? new KadReply.Silence() : refused(KadReply.Reason.NO_ROOM);
      }
    }
    return new KadReply.Silence(); // go ignores it too; one may not speak for another
  }

  private static boolean isContentKey(byte[] key) {
    return key.length > 0 && key.length <= MAX_CONTENT_KEY_BYTES;
  }

  private List<KadPeer> closer(PeerId from, byte[] key) {
    List<KadPeer> closer = new ArrayList<>(wanted);
    for (Contact contact : table.closest(KadKey.of(key), wanted, Optional.of(from))) {
      closer.add(new KadPeer(contact.id(), contact.addrs()));
    }
    return closer;
  }

  private static KadReply answer(
      KadMessage in, Optional<KadRecord> item, List<KadPeer> closer, List<KadPeer> providers) {
    return new KadReply.Answer(
        KadCodec.fit(new KadMessage(in.type(), in.key(), item, closer, providers)));
  }

  private static KadReply refused(KadReply.Reason reason) {
    return new KadReply.Refused(reason);
  }
}
