package network.clawnet.p2p.mux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The living streams of a session and how many there are of each kind. */
final class Streams {
  private final Map<Integer, StreamState> byId = new HashMap<>();
  private int inbound;
  private int outbound;
  private int unacknowledged;

  @Nullable StreamState find(int id) {
    return byId.get(id);
  }

  void add(StreamState stream) {
    byId.put(stream.id, stream);
    if (stream.local) {
      outbound++;
      unacknowledged++;
    } else {
      inbound++;
    }
  }

  /** Returns whether the stream was one of ours that waited for this. */
  boolean acknowledge(StreamState stream) {
    if (!stream.local || stream.acknowledged) {
      return false;
    }
    stream.acknowledged = true;
    unacknowledged--;
    return true;
  }

  void remove(StreamState stream) {
    if (byId.remove(stream.id) == null) {
      return;
    }
    acknowledge(stream);
    stream.window.close();
    stream.queue.clear();
    if (stream.local) {
      outbound--;
    } else {
      inbound--;
    }
  }

  void clear() {
    List<StreamState> all = new ArrayList<>(byId.values());
    all.forEach(this::remove);
  }

  int inbound() {
    return inbound;
  }

  int outbound() {
    return outbound;
  }

  int unacknowledged() {
    return unacknowledged;
  }
}
