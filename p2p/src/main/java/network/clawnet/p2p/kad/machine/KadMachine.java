package network.clawnet.p2p.kad.machine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.KadRecord;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.record.ProviderStore;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.record.ValueStore;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.RoutingTable;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * A node of the DHT. Every call takes the time and returns what is to be done; nothing happens by
 * itself, so {@link #tick} must be called about once a second. One thread.
 *
 * <p>Times are milliseconds of a clock that never goes back, except {@code wallMillis}, which is
 * the time of day that stored values are stamped with.
 */
public final class KadMachine {
  private final Self self;
  private final KadConfig config;
  private final Validators validators;
  private final Exchange exchange;
  private final RoutingTable table;
  private final ValueStore values;
  private final ProviderStore providers;
  private final Announcements own;
  private final AddressBook book;
  private final Server server;
  private final Membership membership;
  private final Tasks tasks;
  private final Upkeep upkeep;
  private boolean serves;
  private boolean announcing;
  private long nextExpiryMillis;

  /**
   * @param random for the keys of refreshes; what matters is that peers cannot foresee them
   */
  public KadMachine(
      PeerId id,
      KadConfig config,
      Validators validators,
      AddressBook book,
      RandomGenerator random) {
    this.config = config;
    this.validators = validators;
    this.book = book;
    self = new Self(id);
    serves = config.serves();
    exchange = new Exchange(config.timing().askMillis());
    table = new RoutingTable(self.key, config.lookups().wanted(), config.lookups().diversity());
    values = new ValueStore(self.key, validators, config.stores());
    providers = new ProviderStore(self.key, config.stores(), config.lookups().diversity());
    own = new Announcements(config.timing().republishMillis());
    server = new Server(self, config, new Server.Stores(table, values, providers, own), book);
    membership = new Membership(self, config, table, exchange, book);
    tasks = new Tasks(self, config, table, exchange);
    upkeep = new Upkeep(self, config.timing(), table, membership, tasks, exchange, random);
  }

  /** Sets the addresses that providers' announcements carry. */
  public void announce(List<Multiaddr> addrs) {
    self.addrs(addrs);
  }

  /** Switches between server and client, as reachability changes. */
  public void serve(boolean on) {
    serves = on;
  }

  public boolean serves() {
    return serves;
  }

  /** Sets the peers to begin with, and to begin again with when the table is empty. */
  public List<KadEffect> seeds(long nowMillis, List<Contact> seeds) {
    exchange.advance(nowMillis);
    upkeep.seeds(seeds);
    return tick(nowMillis);
  }

  /** Identify says that the peer serves this DHT and has these addresses. */
  public List<KadEffect> peerReady(long nowMillis, PeerId peer, List<Multiaddr> addrs) {
    exchange.advance(nowMillis);
    membership.ready(peer, addrs);
    return exchange.drain();
  }

  /** Identify says that the peer no longer serves. A lost connection is no reason to call this. */
  public void peerGone(PeerId peer) {
    membership.gone(peer);
  }

  /**
   * Answers a request of another peer.
   *
   * @param from proven by the connection
   * @param remote address at the other end of the connection
   */
  public KadReply request(
      long nowMillis, long wallMillis, PeerId from, Multiaddr remote, KadMessage request) {
    exchange.advance(nowMillis);
    return serves
        ? server.answer(nowMillis, wallMillis, from, remote, request)
        : new KadReply.Refused(KadReply.Reason.NOT_SERVING);
  }

  /** The answer of an {@link KadEffect.Ask} came over a connection to this address. */
  public List<KadEffect> answered(
      long nowMillis, long request, Multiaddr remote, KadMessage answer) {
    exchange.advance(nowMillis);
    exchange
        .take(request)
        .ifPresent(
            pending -> {
              if (answer.type() != pending.message().type()) {
                fail(pending);
                return;
              }
              boolean first = table.size() == 0;
              membership.answered(pending.peer(), remote);
              pending.sink().answered(pending.peer(), answer.filtered(it -> believed(it, remote)));
              if (first && table.size() > 0) {
                upkeep.refreshNow();
              }
            });
    return exchange.drain();
  }

  private List<Multiaddr> believed(List<Multiaddr> told, Multiaddr remote) {
    return config.lookups().diversity().believable(told, remote);
  }

  /** A {@link KadEffect.Tell} was sent, or a {@link KadEffect.Connect} succeeded. */
  public List<KadEffect> settled(long nowMillis, long request) {
    exchange.advance(nowMillis);
    exchange
        .take(request)
        .ifPresent(pending -> pending.sink().answered(pending.peer(), pending.message()));
    return exchange.drain();
  }

  /** A request could not be sent, or its stream ended without an answer. */
  public List<KadEffect> failed(long nowMillis, long request) {
    exchange.advance(nowMillis);
    exchange.take(request).ifPresent(this::fail);
    return exchange.drain();
  }

  private void fail(Exchange.Pending pending) {
    membership.noAnswer(pending.peer(), pending.sentMillis());
    pending.sink().failed(pending.peer());
  }

  /** Lets time pass: failures of what takes too long, checks, refreshes, announcements. */
  public List<KadEffect> tick(long nowMillis) {
    exchange.advance(nowMillis);
    exchange.expired().forEach(this::fail);
    tasks.tick();
    membership.tick();
    upkeep.tick();
    announceAgain();
    if (nowMillis >= nextExpiryMillis) {
      nextExpiryMillis = nowMillis + config.timing().expiryMillis();
      values.expire(nowMillis);
      providers.expire(nowMillis);
    }
    return exchange.drain();
  }

  private void announceAgain() {
    if (announcing || !tasks.hasRoom()) {
      return;
    }
    Optional<Announcements.Due> due = own.due(exchange.nowMillis());
    due.ifPresent(
        it -> {
          announcing = true;
          Consumer<KadOutcome> done = outcome -> announcing = false;
          it.item().ifPresentOrElse(item -> store(item, done), () -> announce(it.key(), done));
        });
  }

  /** Begins a command; {@link KadEffect.Done} with this number ends it, perhaps at once. */
  public List<KadEffect> begin(long nowMillis, long task, KadCommand command) {
    exchange.advance(nowMillis);
    Consumer<KadOutcome> done = outcome -> exchange.emit(new KadEffect.Done(task, outcome));
    if (!tasks.hasRoom()) {
      done.accept(new KadOutcome.Nothing("too many commands at once"));
    } else {
      begin(task, command, done);
    }
    return exchange.drain();
  }

  private void begin(long task, KadCommand command, Consumer<KadOutcome> done) {
    if (command instanceof KadCommand.FindPeer it) {
      findPeer(it.peer(), done);
    } else if (command instanceof KadCommand.FindClosest it) {
      tasks.walk(
          MessageType.FIND_NODE,
          it.key(),
          closest -> done.accept(new KadOutcome.Peers(named(closest))));
    } else if (command instanceof KadCommand.Provide it) {
      provide(it.key(), done);
    } else if (command instanceof KadCommand.StopProviding it) {
      own.stopProviding(it.key());
      done.accept(new KadOutcome.Stored(0));
    } else if (command instanceof KadCommand.FindProviders it) {
      findProviders(task, it, done);
    } else if (command instanceof KadCommand.PutValue it) {
      put(new KadRecord(it.key(), it.value()), done);
    } else if (command instanceof KadCommand.GetValue it) {
      get(it, done);
    } else {
      throw new IllegalStateException("unknown command " + command);
    }
  }

  private void findPeer(PeerId peer, Consumer<KadOutcome> done) {
    FindPeerGoal goal = new FindPeerGoal(exchange, peer, done);
    goal.dial(book.addresses(peer));
    tasks.walk(MessageType.FIND_NODE, peer.multihash(), goal);
  }

  private static List<KadPeer> named(List<Contact> contacts) {
    return contacts.stream().map(it -> new KadPeer(it.id(), it.addrs())).toList();
  }

  private void provide(byte[] key, Consumer<KadOutcome> done) {
    if (key.length == 0 || key.length > Server.MAX_CONTENT_KEY_BYTES) {
      done.accept(new KadOutcome.Nothing("a provided key has 1 to 80 bytes"));
    } else if (!own.provide(exchange.nowMillis(), key)) {
      done.accept(new KadOutcome.Nothing("too many keys are provided"));
    } else {
      announce(key, done);
    }
  }

  private void announce(byte[] key, Consumer<KadOutcome> done) {
    tasks.walk(
        MessageType.FIND_NODE,
        key,
        new StoreGoal(exchange, () -> KadMessage.provide(key, self.peer()), done));
  }

  private void findProviders(
      long task, KadCommand.FindProviders command, Consumer<KadOutcome> done) {
    ProvidersGoal goal =
        new ProvidersGoal(
            command.count(), it -> exchange.emit(new KadEffect.Found(task, it)), done);
    boolean enough = false;
    for (KadPeer peer : providers.get(exchange.nowMillis(), command.key())) {
      enough = goal.add(peer);
    }
    if (enough) {
      goal.over(List.of());
    } else {
      tasks.walk(MessageType.GET_PROVIDERS, command.key(), goal);
    }
  }

  private void put(KadRecord item, Consumer<KadOutcome> done) {
    ValueStore.Put put = values.put(exchange.nowMillis(), self.id, item);
    if (put == ValueStore.Put.INVALID || put == ValueStore.Put.WORSE) {
      done.accept(new KadOutcome.Nothing("the value is refused: " + put));
    } else if (!own.put(exchange.nowMillis(), item)) {
      done.accept(new KadOutcome.Nothing("too many values are announced"));
    } else {
      store(item, done);
    }
  }

  private void store(KadRecord item, Consumer<KadOutcome> done) {
    tasks.walk(
        MessageType.FIND_NODE,
        item.key(),
        new StoreGoal(exchange, () -> KadMessage.put(item), done));
  }

  private void get(KadCommand.GetValue command, Consumer<KadOutcome> done) {
    ValueGoal goal = new ValueGoal(exchange, validators, command.key(), command.quorum(), done);
    Optional<KadRecord> local = values.get(exchange.nowMillis(), command.key());
    boolean enough = local.isPresent() && goal.add(self.id, local.get().value());
    if (enough) {
      goal.over(List.of());
    } else {
      tasks.walk(MessageType.GET_VALUE, command.key(), goal);
    }
  }

  /** Returns the table, for reports and tests; not to be changed. */
  public RoutingTable table() {
    return table;
  }

  /** Returns how many requests of ours are out. */
  public int inFlight() {
    return exchange.inFlight();
  }

  /** Returns how many values and provided keys are kept for others. */
  public int kept() {
    return values.size() + providers.size();
  }
}
