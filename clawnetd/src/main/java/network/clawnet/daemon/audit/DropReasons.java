package network.clawnet.daemon.audit;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.clawnet.core.crypto.Hash;

/** Why own events were dropped, the newest ones. One thread writes, any reads. */
final class DropReasons {
  static final int MAX_REMEMBERED = 10_000;

  private final Map<Hash, String> codes = new ConcurrentHashMap<>();
  private final Queue<Hash> order = new ConcurrentLinkedQueue<>();

  void add(Hash event, String code) {
    if (codes.put(event, code) != null) {
      return;
    }
    order.add(event);
    if (codes.size() > MAX_REMEMBERED) {
      Hash oldest = order.poll();
      if (oldest != null) {
        codes.remove(oldest);
      }
    }
  }

  Optional<String> code(Hash event) {
    return Optional.ofNullable(codes.get(event));
  }
}
