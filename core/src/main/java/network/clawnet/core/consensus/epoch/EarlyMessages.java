package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.crypto.PublicKey;

/**
 * Messages of the next epoch that came before it began (A12): the newest of each sender and kind,
 * few of them proposals, since those are large.
 */
final class EarlyMessages {
  private static final int MAX_MESSAGES = 600;
  private static final int MAX_PROPOSALS = 4;

  record Early(PublicKey from, Payload payload) {}

  private record Key(PublicKey from, int kind) {}

  private final Map<Key, Early> kept = new LinkedHashMap<>();
  private int proposals;

  /** Keeps a message unless there are too many. */
  void keep(PublicKey from, Payload payload) {
    Key key = new Key(from, kind(payload));
    boolean known = kept.containsKey(key);
    boolean proposal = payload instanceof Payload.OfProposal;
    if (!known && (kept.size() >= MAX_MESSAGES || (proposal && proposals >= MAX_PROPOSALS))) {
      return;
    }
    kept.put(key, new Early(from, payload));
    if (proposal && !known) {
      proposals++;
    }
  }

  /** Returns what was kept, in order of arrival, and forgets it. */
  List<Early> take() {
    List<Early> taken = new ArrayList<>(kept.values());
    kept.clear();
    proposals = 0;
    return taken;
  }

  private static int kind(Payload payload) {
    if (payload instanceof Payload.OfVote it) {
      return it.vote().ballot().kind().code();
    }
    if (payload instanceof Payload.OfCertificate it) {
      return 3 + it.certificate().kind().code();
    }
    return 0;
  }
}
