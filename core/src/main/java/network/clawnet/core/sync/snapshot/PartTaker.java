package network.clawnet.core.sync.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.tree.ProofException;
import network.clawnet.core.tree.StatePart;
import network.clawnet.core.tree.node.PathRange;
import org.jspecify.annotations.Nullable;

/**
 * Takes the parts of one state from several peers. Every part proves itself against the state root,
 * so a liar is found by its first lie and costs one answer. A deterministic function of its inputs;
 * one owner thread.
 */
final class PartTaker {
  /** Questions at once. */
  static final int WINDOW = 8;

  /** Questions to one peer while there are others. */
  static final int SHARE = 3;

  /** Questions to one peer if there is no other. */
  static final int ALONE = 4;

  static final long TIMEOUT_NANOS = 15_000_000_000L;

  /** Age of a question after which, if nothing else is left, another peer is asked too. */
  static final long AGAIN_NANOS = 1_000_000_000L;

  /** A shorter part of a longer range than this is a waste of questions. */
  private static final int MEAGRE_BYTES = StatePart.MAX_BYTES / 16;

  private static final Misbehaviour TIMEOUT = new Misbehaviour("sync-timeout", 5);
  private static final Misbehaviour MEAGRE = new Misbehaviour("sync-meagre-part", 5);
  private static final Misbehaviour WITHDRAWN = new Misbehaviour("sync-empty-promise", 20);

  private final Hash root;
  private final PartPlan plan;
  private final TreeMap<PeerId, Giver> givers = new TreeMap<>();
  private final TreeMap<Long, Open> questions = new TreeMap<>();
  private List<PartEffect> effects = new ArrayList<>();
  private long asked;
  private long movedAt;

  private record Open(long id, Giver giver, PathRange range, long since, boolean again) {}

  /**
   * Begins, or goes on.
   *
   * @param root of the certified header whose state it is
   * @param covered ranges that are here already
   */
  PartTaker(Hash root, Collection<PathRange> covered, long nowNanos) {
    this.root = root;
    this.plan = new PartPlan(covered);
    this.movedAt = nowNanos;
  }

  /** A peer offers this state. */
  List<PartEffect> offered(PeerId peer, long now) {
    givers.computeIfAbsent(peer, Giver::new);
    return ask(now);
  }

  /** A peer is not there any more. */
  List<PartEffect> gone(PeerId peer, long now) {
    leave(peer);
    return ask(now);
  }

  /** Answers a question. */
  List<PartEffect> got(long id, StatePart part, long now) {
    Open question = questions.remove(id);
    if (question == null) {
      return ask(now);
    }
    try {
      if (!question.range().contains(part.range()) || !isFirst(question.range(), part.range())) {
        throw new ProofException("not the range that was asked for");
      }
      byte[] entries = part.verify(root);
      question.giver().answered();
      keep(question, part, entries, now);
    } catch (ProofException e) {
      question.giver().released();
      reopen(question);
      leave(question.giver().id());
      effects.add(new PartEffect.Ban(question.giver().id(), "false part of a snapshot"));
    }
    return ask(now);
  }

  private static boolean isFirst(PathRange asked, PathRange given) {
    return asked.start() == given.start();
  }

  private void keep(Open question, StatePart part, byte[] entries, long now) {
    movedAt = now;
    for (Open other : List.copyOf(questions.values())) {
      if (other.range().equals(question.range())) {
        questions.remove(other.id());
        other.giver().released();
        effects.add(new PartEffect.Cancel(other.id()));
      }
    }
    boolean partial = !part.range().equals(question.range());
    if (partial && part.bytes() < MEAGRE_BYTES) {
      effects.add(new PartEffect.Report(question.giver().id(), MEAGRE));
    }
    plan.putRest(question.range(), part.range());
    effects.add(new PartEffect.Keep(part.range(), entries));
    skipEmpty(part);
  }

  /** Modules that the proof shows to be empty need no question. */
  private void skipEmpty(StatePart part) {
    for (int depth = 0; depth < Math.min(Byte.SIZE, part.siblings().size()); depth++) {
      if (part.siblings().get(depth).equals(Hash.ZERO)) {
        int bit = 0x80 >>> depth;
        int first = ((part.range().module() & 0xff) ^ bit) & -bit;
        for (int module = first; module < first + bit; module++) {
          plan.drop(PathRange.of((byte) module));
        }
      }
    }
  }

  /** The peer does not have the snapshot any more. */
  List<PartEffect> absent(long id, long now) {
    Open question = questions.remove(id);
    if (question != null) {
      question.giver().released();
      reopen(question);
      leave(question.giver().id());
      effects.add(new PartEffect.Report(question.giver().id(), WITHDRAWN));
    }
    return ask(now);
  }

  /** A question got no answer, or none that can be read. */
  List<PartEffect> failed(long id, boolean malformed, long now) {
    Open question = questions.remove(id);
    if (question != null) {
      question.giver().failed(now);
      reopen(question);
      if (malformed) {
        leave(question.giver().id());
        effects.add(new PartEffect.Ban(question.giver().id(), "an answer that cannot be read"));
      }
    }
    return ask(now);
  }

  /** Time has passed. */
  List<PartEffect> tick(long now) {
    for (Open late : List.copyOf(questions.values())) {
      if (now - late.since() >= TIMEOUT_NANOS) {
        questions.remove(late.id());
        late.giver().failed(now);
        reopen(late);
        effects.add(new PartEffect.Cancel(late.id()));
        effects.add(new PartEffect.Report(late.giver().id(), TIMEOUT));
      }
    }
    return ask(now);
  }

  /** Returns true if every range is here. */
  boolean isDone() {
    return plan.isEmpty() && questions.isEmpty();
  }

  /** Returns nanoseconds since something was taken, or since the beginning. */
  long idleNanos(long now) {
    return now - movedAt;
  }

  int peers() {
    return givers.size();
  }

  /** Returns how much of the state's paths is here, in parts of one. */
  double share() {
    return plan.share();
  }

  private void leave(PeerId peer) {
    Giver giver = givers.remove(peer);
    for (Open open : List.copyOf(questions.values())) {
      if (open.giver() == giver) {
        questions.remove(open.id());
        reopen(open);
        effects.add(new PartEffect.Cancel(open.id()));
      }
    }
  }

  private void reopen(Open question) {
    boolean elsewhere =
        questions.values().stream().anyMatch(it -> it.range().equals(question.range()));
    if (!elsewhere) {
      plan.put(question.range());
    }
  }

  private List<PartEffect> ask(long now) {
    while (questions.size() < WINDOW) {
      Optional<Giver> giver = free(now, null);
      Optional<PathRange> range = giver.isEmpty() ? Optional.empty() : plan.take();
      if (giver.isEmpty() || range.isEmpty()) {
        break;
      }
      ask(giver.get(), range.get(), now, false);
    }
    if (plan.isEmpty()) {
      askAgain(now);
    }
    List<PartEffect> out = effects;
    effects = new ArrayList<>();
    return out;
  }

  /** Nothing is left but what somebody owes: one slow peer must not decide when all is here. */
  private void askAgain(long now) {
    for (Open late : List.copyOf(questions.values())) {
      boolean alone =
          questions.values().stream().filter(it -> it.range().equals(late.range())).count() == 1;
      if (alone && !late.again() && now - late.since() >= AGAIN_NANOS) {
        free(now, late.giver()).ifPresent(other -> ask(other, late.range(), now, true));
      }
    }
  }

  private void ask(Giver giver, PathRange range, long now, boolean again) {
    giver.asked();
    questions.put(++asked, new Open(asked, giver, range, now, again));
    effects.add(new PartEffect.Ask(asked, giver.id(), range));
  }

  private Optional<Giver> free(long now, @Nullable Giver but) {
    int share = givers.size() > 1 ? SHARE : ALONE;
    return givers.values().stream()
        .filter(it -> it != but && it.open() < share && !it.isResting(now))
        .min(Comparator.comparingInt(Giver::open));
  }
}
