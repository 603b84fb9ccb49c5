package network.clawnet.bench.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.bench.load.Population;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.SignedEvent;

/**
 * Pairs of a seller and a buyer who deal with each other again and again, all pairs of a lane in
 * step: each step begins when the one before is final. One thread.
 */
final class DealLane implements Closeable {
  private static final int STARS = 5;

  private final Door door;
  private final List<Trader> sellers = new ArrayList<>();
  private final List<Trader> buyers = new ArrayList<>();
  private final List<Hash> listings = new ArrayList<>();

  /** Takes every so manieth account, but not the last of all. */
  DealLane(Door door, String chain, Population population, int number, int lanes) {
    this.door = door;
    for (int i = number; i + lanes < population.accounts() - 1; i += 2 * lanes) {
      sellers.add(new Trader(chain, population.key(i)));
      buyers.add(new Trader(chain, population.key(i + lanes)));
    }
  }

  /** Publishes what will be sold; returns the number of listings. */
  int offer() throws IOException {
    List<SignedEvent> events = sellers.stream().map(it -> it.publish("offer")).toList();
    send(events);
    events.forEach(it -> listings.add(it.hash()));
    return events.size();
  }

  /** Makes one deal of each pair; returns the number of deals. */
  int trade() throws IOException {
    List<SignedEvent> orders = new ArrayList<>();
    for (int i = 0; i < buyers.size(); i++) {
      orders.add(buyers.get(i).place(listings.get(i)));
    }
    send(orders);
    String content = Hash.ZERO.hex();
    List<SignedEvent> last =
        step("deliver", sellers, orders, orders, () -> Json.object().put("contentHash", content));
    last = step("approve", buyers, orders, last, Json::object);
    step("review", buyers, orders, last, () -> Json.object().put("rating", STARS));
    return orders.size();
  }

  /** Makes deals until a time; returns the number of deals. */
  int tradeUntil(long endNanos) throws IOException {
    int deals = 0;
    while (System.nanoTime() < endNanos) {
      deals += trade();
    }
    return deals;
  }

  /** Makes what an event says beside the order. */
  private interface Said {
    Json.Builder said();
  }

  private List<SignedEvent> step(
      String verb,
      List<Trader> who,
      List<SignedEvent> orders,
      List<SignedEvent> previous,
      Said said)
      throws IOException {
    List<SignedEvent> events = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Hash order = orders.get(i).hash();
      events.add(who.get(i).step(verb, order, previous.get(i).hash(), said.said()));
    }
    send(events);
    return events;
  }

  private void send(List<SignedEvent> events) throws IOException {
    door.submit(events.stream().map(SignedEvent::bytes).toList());
    door.settle(events.get(events.size() - 1).bytes());
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
