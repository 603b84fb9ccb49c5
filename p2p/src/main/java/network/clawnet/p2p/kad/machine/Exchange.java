package network.clawnet.p2p.kad.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.table.Contact;

/**
 * What all parts of the machine share: the time of the current call, the effects it will return,
 * and the requests that are out.
 */
final class Exchange {
  /** Takes what came of one request. */
  interface Sink {
    /** The answer came; for a message without answer, it was sent. */
    void answered(Contact peer, KadMessage answer);

    /** No answer came, or not in time. */
    void failed(Contact peer);
  }

  /** A request that is out. */
  record Pending(Contact peer, KadMessage message, Sink sink, long sentMillis) {}

  private final long askMillis;
  private final Map<Long, Pending> pending = new LinkedHashMap<>(); // oldest first
  private List<KadEffect> effects = new ArrayList<>();
  private long nowMillis;
  private long lastRequest;

  Exchange(long askMillis) {
    this.askMillis = askMillis;
  }

  long nowMillis() {
    return nowMillis;
  }

  void advance(long millis) {
    nowMillis = Math.max(nowMillis, millis);
  }

  void ask(Contact peer, KadMessage message, Sink sink) {
    emit(new KadEffect.Ask(register(peer, message, sink), peer, message));
  }

  void tell(Contact peer, KadMessage message, Sink sink) {
    emit(new KadEffect.Tell(register(peer, message, sink), peer, message));
  }

  void connect(Contact peer, KadMessage why, Sink sink) {
    emit(new KadEffect.Connect(register(peer, why, sink), peer));
  }

  private long register(Contact peer, KadMessage message, Sink sink) {
    long request = ++lastRequest;
    pending.put(request, new Pending(peer, message, sink, nowMillis));
    return request;
  }

  Optional<Pending> take(long request) {
    return Optional.ofNullable(pending.remove(request));
  }

  /** Takes out the requests whose time is over. */
  List<Pending> expired() {
    List<Pending> late = new ArrayList<>();
    var oldest = pending.values().iterator();
    while (oldest.hasNext()) {
      Pending next = oldest.next();
      if (next.sentMillis + askMillis > nowMillis) {
        break;
      }
      late.add(next);
      oldest.remove();
    }
    return late;
  }

  void emit(KadEffect effect) {
    effects.add(effect);
  }

  List<KadEffect> drain() {
    List<KadEffect> drained = effects;
    effects = new ArrayList<>();
    return drained;
  }

  int inFlight() {
    return pending.size();
  }
}
