package network.clawnet.daemon.light;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import network.clawnet.core.block.Header;
import network.clawnet.core.light.ProofQuestion;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.ask.LightSource;
import network.clawnet.core.light.ask.LightView;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.proof.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state through proofs: a question about the state runs as it does on a full node, and
 * each key that it looks at is asked for and proved. Any thread; blocks for as long as others take.
 */
final class ProvenReads {
  private static final int MAX_ROUNDS = 8;
  private static final int MAX_KEYS = 4_096;
  private static final long ANSWER_SECONDS = 10;
  private final LightSource client;

  ProvenReads(LightSource client) {
    this.client = client;
  }

  /**
   * An answer and the header under which all of it was proved.
   *
   * @param <T> what was asked
   */
  record Proved<T>(T value, Header header) {
    Provenance provenance() {
      return new Provenance(
          header.height(),
          header.hash(),
          header.outcome().stateRoot(),
          header.tsMs(),
          header.epoch());
    }
  }

  /** A key could not be proved in the middle of a question. */
  static final class Unproven extends RuntimeException {
    Unproven(String message) {
      super(message, null, false, false);
    }

    Refused refused() {
      return notSynced(String.valueOf(getMessage()));
    }
  }

  private static Refused notSynced(String why) {
    return new Refused(AppCodes.NOT_SYNCED, why + ": try again in a moment");
  }

  /**
   * Answers a question from one state.
   *
   * @param keys that the question looks at, as far as the caller knows
   * @throws Refused NOT_SYNCED if the present is not known or nobody proves the answer
   */
  <T> Proved<T> read(Collection<StateKey> keys, Function<StateView, T> question) throws Refused {
    requireSynced();
    Collection<StateKey> wanted = keys;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      try {
        Session session = session(wanted);
        T value = question.apply(session);
        Header header = session.header();
        if (header != null && !session.mixed()) {
          return new Proved<>(value, header);
        }
        wanted = session.touched();
      } catch (Unproven e) {
        throw e.refused();
      }
    }
    throw notSynced("the ledger moves faster than it can be proved");
  }

  /** Returns in a sentence why nothing is believed; the log has the proof. */
  static String distrust(String why) {
    return why.startsWith(Anchor.TOO_OLD)
        ? why
        : "two histories are certified: nothing can be believed, see the log";
  }

  void requireSynced() throws Refused {
    LightView view = client.view();
    if (view.conflict().isPresent()) {
      throw new Refused(AppCodes.NOT_SYNCED, distrust(view.conflict().get()));
    }
    if (!view.synced()) {
      throw notSynced(
          view.nodes() == 0
              ? "this light node is connected to no full node"
              : "this light node does not know a recent certified block");
    }
  }

  /**
   * Returns a view of the state that holds these keys already and fetches others when they are
   * looked at, not necessarily of the same block.
   */
  Session session(Collection<StateKey> keys) {
    Session session = new Session();
    List<StateKey> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += ProofQuestion.MAX_KEYS) {
      session.fetch(all.subList(from, Math.min(all.size(), from + ProofQuestion.MAX_KEYS)));
    }
    return session;
  }

  /** Values that were proved one after the other. One thread at a time. */
  final class Session implements StateView {
    private final TreeMap<StateKey, Optional<byte[]>> values = new TreeMap<>();
    private @Nullable Header header;
    private boolean mixed;

    @Override
    public byte @Nullable [] get(StateKey key) {
      Optional<byte[]> known = values.get(key);
      if (known == null) {
        if (values.size() >= MAX_KEYS) {
          throw new Unproven("the question looks at too many keys");
        }
        fetch(List.of(key));
        known = values.get(key);
      }
      return known == null ? null : known.orElse(null);
    }

    /** Returns the newest header under which something was proved; null before the first value. */
    @Nullable Header header() {
      return header;
    }

    /** Returns whether the values are of more than one state. */
    boolean mixed() {
      return mixed;
    }

    List<StateKey> touched() {
      return new ArrayList<>(values.keySet());
    }

    private void fetch(List<StateKey> keys) {
      List<StateKey> open = keys;
      while (!open.isEmpty()) {
        ProvenState state = prove(open);
        Header before = header;
        if (before == null || before.height() <= state.header().height()) {
          header = state.header();
        }
        mixed |=
            before != null
                && !before.outcome().stateRoot().equals(state.header().outcome().stateRoot());
        values.putAll(state.values());
        open = open.stream().filter(it -> !state.values().containsKey(it)).toList();
      }
    }

    private ProvenState prove(List<StateKey> keys) {
      try {
        return client.prove(keys).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new Unproven(LightRefusals.cause(e));
      } catch (TimeoutException e) {
        throw new Unproven("nothing was proved in time");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Unproven("the node is stopping");
      }
    }
  }
}
