package network.clawnet.p2p.transport.tcp;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.p2p.transport.link.Upgrader;
import org.jspecify.annotations.Nullable;

/**
 * Accepted sockets that are not yet connections, at most so many. When there is no room the oldest
 * goes: an honest dialer is through in milliseconds, while who only holds sockets open waits. Any
 * thread.
 */
final class HalfOpen {
  private final int limit;
  private final ConcurrentSkipListMap<Long, Channel> byAge = new ConcurrentSkipListMap<>();
  private final AtomicLong next = new AtomicLong();

  HalfOpen(int limit) {
    this.limit = limit;
  }

  /** Takes a socket in; returns its number and closes the oldest if there are too many. */
  long add(Channel channel) {
    long number = next.getAndIncrement();
    byAge.put(number, channel);
    if (byAge.size() > limit) {
      Map.@Nullable Entry<Long, Channel> oldest = byAge.pollFirstEntry();
      if (oldest != null) {
        Upgrader.giveUp(oldest.getValue());
      }
    }
    return number;
  }

  void remove(long number) {
    byAge.remove(number);
  }

  int size() {
    return byAge.size();
  }
}
