package network.clawnet.p2p.kad.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import network.clawnet.p2p.kad.lookup.Lookup;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.kad.table.RoutingTable;

/** The walks under way, and the time each of them has. */
final class Tasks {
  private record Timed(Walk walk, long untilMillis) {}

  private final Self self;
  private final KadConfig config;
  private final RoutingTable table;
  private final Exchange exchange;
  private final List<Timed> walks = new ArrayList<>(); // oldest first

  Tasks(Self self, KadConfig config, RoutingTable table, Exchange exchange) {
    this.self = self;
    this.config = config;
    this.table = table;
    this.exchange = exchange;
  }

  /** Returns whether another command may begin. */
  boolean hasRoom() {
    walks.removeIf(timed -> timed.walk.isOver());
    return walks.size() < config.maxTasks();
  }

  /** Begins a walk that only wants to arrive. */
  void walk(MessageType type, byte[] key, Consumer<List<Contact>> arrival) {
    walk(
        type,
        key,
        new Walk.Goal() {
          @Override
          public boolean heard(Contact from, KadMessage answer) {
            return false;
          }

          @Override
          public void over(List<Contact> closest) {
            arrival.accept(closest);
          }
        });
  }

  /** Begins a walk towards the point of the key. */
  void walk(MessageType type, byte[] key, Walk.Goal goal) {
    KadKey target = KadKey.of(key);
    List<Contact> seeds = table.closest(target, config.lookups().wanted());
    Lookup lookup = new Lookup(self.id, target, config.lookups(), seeds);
    Walk walk = new Walk(exchange, lookup, KadMessage.ask(type, key), goal);
    walks.add(new Timed(walk, exchange.nowMillis() + config.timing().taskMillis()));
    walk.go();
  }

  void tick() {
    List<Timed> late =
        walks.stream().filter(timed -> timed.untilMillis <= exchange.nowMillis()).toList();
    late.forEach(timed -> timed.walk.end());
    walks.removeIf(timed -> timed.walk.isOver());
  }
}
