package network.clawnet.p2p.gossip.cache;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.MessageId;

/**
 * The messages that we asked for: whom not to ask again so soon, and who did not keep a promise. Of
 * each answer to an IHAVE one id, chosen by the caller, is a promise.
 */
public final class Promises {
  /** Time between two questions for the same message in milliseconds. */
  static final long ASK_AGAIN_MILLIS = 700;

  /** Ids asked for that are remembered; beyond them the oldest are forgotten. */
  static final int MAX_ASKED = 50_000;

  /** Promises that are remembered; beyond them none is added. */
  static final int MAX_PROMISES = 20_000;

  private final LinkedHashMap<MessageId, Long> asked = new LinkedHashMap<>();
  private final LinkedHashMap<MessageId, Map<PeerId, Long>> due = new LinkedHashMap<>();
  private final long followUpMillis;

  /**
   * @param followUpMillis how long a peer has to keep a promise
   */
  public Promises(long followUpMillis) {
    this.followUpMillis = followUpMillis;
  }

  /** Returns whether the message was asked for a moment ago. */
  public boolean isAsked(MessageId id, long nowMillis) {
    Long at = asked.get(id);
    return at != null && nowMillis - at < ASK_AGAIN_MILLIS;
  }

  /** Notes that the message was asked for. */
  public void ask(MessageId id, long nowMillis) {
    asked.remove(id);
    asked.put(id, nowMillis);
    if (asked.size() > MAX_ASKED) {
      asked.remove(asked.keySet().iterator().next());
    }
  }

  /** Notes that the peer has said it has the message, and was asked for it. */
  public void promise(MessageId id, PeerId peer, long nowMillis) {
    if (due.size() < MAX_PROMISES) {
      due.computeIfAbsent(id, it -> new HashMap<>(2)).putIfAbsent(peer, nowMillis + followUpMillis);
    }
  }

  /** The message has arrived, from whomever. */
  public void keep(MessageId id) {
    if (!asked.isEmpty()) {
      asked.remove(id);
    }
    if (!due.isEmpty()) {
      due.remove(id);
    }
  }

  /** Tells of each peer how many of its promises ran out. */
  public void broken(long nowMillis, ObjIntConsumer<PeerId> each) {
    Map<PeerId, Integer> broken = new LinkedHashMap<>();
    Iterator<Map<PeerId, Long>> all = due.values().iterator();
    while (all.hasNext()) {
      Map<PeerId, Long> peers = all.next();
      peers.entrySet().removeIf(it -> isOver(it, nowMillis, broken));
      if (peers.isEmpty()) {
        all.remove();
      }
    }
    asked.values().removeIf(at -> nowMillis - at >= followUpMillis);
    broken.forEach(each::accept);
  }

  private static boolean isOver(
      Map.Entry<PeerId, Long> promise, long nowMillis, Map<PeerId, Integer> broken) {
    if (promise.getValue() > nowMillis) {
      return false;
    }
    broken.merge(promise.getKey(), 1, Integer::sum);
    return true;
  }
}
