package network.clawnet.core.consensus.epoch;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/**
 * R13: asks peers in turn for certificates and blocks that a rule lacks. The rules name their needs
 * each time they are looked at; what is no longer named is no longer asked for.
 */
final class Fetcher {
  /** Questions that may be open at once. */
  private static final int MAX_KEYS = 32;

  private static final long MAX_WAIT_NANOS = 5_000_000_000L;
  private static final int PEERS_PER_ROUND = 3;
  private static final int MAX_DOUBLINGS = 20;

  private record Key(long view, Hash block) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byView = Long.compare(view, other.view);
      return byView != 0 ? byView : block.compareTo(other.block);
    }
  }

  private static final class Question {
    private int preferred;
    private final int offset;
    private int attempts;
    private long nextAt = Long.MIN_VALUE;

    Question(int preferred, int offset) {
      this.preferred = preferred;
      this.offset = offset;
    }
  }

  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final SplittableRandom random;
  private final TreeSet<Key> needed = new TreeSet<>();
  private final TreeMap<Key, Question> questions = new TreeMap<>();

  Fetcher(EpochScope scope, EpochState state, StepOutput out, SplittableRandom random) {
    this.scope = scope;
    this.state = state;
    this.out = out;
    this.random = random;
  }

  /** Starts to collect needs afresh. */
  void begin() {
    needed.clear();
  }

  /**
   * Names a view of which a certificate is missing.
   *
   * @param preferred index of the validator to ask first, -1 for any
   */
  void needView(long view, int preferred) {
    need(new Key(view, Hash.ZERO), preferred);
  }

  /**
   * Names a block whose body is missing.
   *
   * @param preferred index of the validator to ask first, -1 for any
   */
  void needBlock(Hash hash, int preferred) {
    need(new Key(0, hash), preferred);
  }

  /** Returns true if this block was asked for. */
  boolean wants(Hash hash) {
    return questions.containsKey(new Key(0, hash));
  }

  /** Asks what is due to be asked. */
  void run() {
    questions.keySet().retainAll(needed);
    questions.forEach(this::ask);
  }

  private void need(Key key, int preferred) {
    if (needed.size() < MAX_KEYS && needed.add(key)) {
      Question known = questions.get(key);
      if (known == null) {
        questions.put(key, new Question(preferred, random.nextInt(scope.set().size())));
      } else if (preferred >= 0) {
        known.preferred = preferred;
      }
    }
  }

  private void ask(Key key, Question question) {
    if (question.nextAt > out.nanos()) {
      out.wakeAt(question.nextAt);
      return;
    }
    List<PublicKey> peers = scope.peers();
    if (peers.isEmpty()) {
      return;
    }
    PublicKey peer = peers.get(Math.floorMod(question.offset + question.attempts, peers.size()));
    if (question.attempts == 0 && question.preferred >= 0 && question.preferred != scope.self()) {
      peer = scope.set().key(question.preferred);
    }
    Payload payload =
        key.view() > 0
            ? new Payload.WantView(scope.epoch(), key.view())
            : new Payload.WantBlock(key.block());
    out.add(new Effect.Send(List.of(peer), new ConsensusMessage(payload, state.status())));
    int doublings = Math.min(question.attempts / PEERS_PER_ROUND, MAX_DOUBLINGS);
    long roundTrip = 2 * scope.config().timing().deltaNs();
    long wait = Math.min(roundTrip << doublings, MAX_WAIT_NANOS);
    question.attempts++;
    question.nextAt = out.nanos() + wait;
    out.wakeAt(question.nextAt);
  }
}
