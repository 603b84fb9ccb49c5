package network.clawnet.p2p.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.Registration;
import network.clawnet.p2p.service.Loop;

/**
 * Tells of peers on the host's loop, in the order in which it happened; knows who is there, so that
 * one who begins to listen hears of them.
 */
final class Watchers {
  private final Loop loop;
  private final List<PeerEvents> watchers = new ArrayList<>();

  /** Peers that are connected, with what they speak; null-free: empty before they have said so. */
  private final Map<PeerId, List<String>> present = new LinkedHashMap<>();

  Watchers(Loop loop) {
    this.loop = loop;
  }

  Registration add(PeerEvents events) {
    loop.execute(
        () -> {
          watchers.add(events);
          present.forEach(
              (peer, protocols) -> {
                events.connected(peer);
                if (!protocols.isEmpty()) {
                  events.identified(peer, protocols);
                }
              });
        });
    return () -> loop.execute(() -> watchers.remove(events));
  }

  void connected(PeerId peer) {
    loop.execute(
        () -> {
          present.put(peer, List.of());
          tell(it -> it.connected(peer));
        });
  }

  void identified(PeerId peer, List<String> protocols) {
    loop.execute(
        () -> {
          if (present.replace(peer, protocols) != null) {
            tell(it -> it.identified(peer, protocols));
          }
        });
  }

  void disconnected(PeerId peer) {
    loop.execute(
        () -> {
          if (present.remove(peer) != null) {
            tell(it -> it.disconnected(peer));
          }
        });
  }

  /** Each watcher in a task of its own, so that the fault of one is not another's. */
  private void tell(Consumer<PeerEvents> event) {
    for (PeerEvents watcher : List.copyOf(watchers)) {
      loop.execute(() -> event.accept(watcher));
    }
  }
}
