package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.chain.rows.SnapshotRows;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.sync.ask.Courier;
import network.clawnet.core.sync.snapshot.JoinProgress.Phase;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.sync.wire.SnapshotMessages;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.tree.StatePart;
import network.clawnet.core.tree.node.PathRange;
import org.jspecify.annotations.Nullable;

/**
 * Takes the state at the end of an epoch from peers and makes a ledger of it beside the own one.
 * One owner thread, which it lets write to disk.
 */
public final class SnapshotJoin implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;
  private static final long CHOOSE_NANOS = 2 * SECOND;
  private static final long NOBODY_NANOS = 15 * SECOND;
  private static final long STUCK_NANOS = 60 * SECOND;
  private static final Misbehaviour MALFORMED = new Misbehaviour("sync-answer-malformed", 20);

  private final SnapshotSettings settings;
  private final Courier courier;
  private final SyncProtocols protocols;
  private final Offers offers = new Offers();
  private final Ends ends = new Ends();
  private final PartFiles parts;
  private long offersAsked = Long.MIN_VALUE;
  private long since;
  private long bytes;
  private Phase phase = Phase.NONE;
  private @Nullable PartTaker taker;
  private @Nullable EpochLink target;

  /** Joins the parts; idle until {@link #begin}. */
  public SnapshotJoin(SnapshotSettings settings, Courier courier, SyncProtocols protocols) {
    this.settings = settings;
    this.courier = courier;
    this.protocols = protocols;
    this.parts = new PartFiles(settings.place());
  }

  /**
   * Begins.
   *
   * @param links verified ends of epochs, from the one that the own ledger is in
   */
  public void begin(List<EpochLink> links) {
    since = settings.nanos().getAsLong();
    phase = Phase.ASKING;
    offers.clear();
    ends.replace(links);
    tick();
  }

  /** A peer is there. */
  public void joined(PeerId peer) {
    offers.joined(peer);
    tick();
  }

  /** A peer is gone. */
  public void left(PeerId peer) {
    offers.left(peer);
    PartTaker running = taker;
    if (running != null && phase == Phase.TAKING) {
      perform(running.gone(peer, now()));
    }
  }

  /** Time has passed; a few times a second. */
  public void tick() {
    if (phase == Phase.ASKING || phase == Phase.TAKING) {
      offers.toAsk(now()).forEach(this::askOffers);
    }
    if (phase == Phase.ASKING) {
      choose();
    }
    PartTaker running = taker;
    if (running != null && phase == Phase.TAKING) {
      perform(running.tick(now()));
      if (phase == Phase.TAKING && running.idleNanos(now()) >= STUCK_NANOS) {
        giveUp("nobody gives parts of the snapshot");
      }
    }
  }

  /** Returns how far it is. */
  public JoinProgress progress() {
    PartTaker running = taker;
    EpochLink end = target;
    int percent = running == null ? 0 : (int) (100 * running.share());
    return new JoinProgress(
        phase,
        end == null ? 0 : end.last().height(),
        phase == Phase.READY ? 100 : percent,
        bytes,
        running == null ? offers.size() : running.peers());
  }

  @Override
  public void close() {
    phase = Phase.NONE;
    closeParts();
  }

  private long now() {
    return settings.nanos().getAsLong();
  }

  private void askOffers(PeerId peer) {
    courier.ask(
        new Courier.Parcel(
            offersAsked++,
            peer,
            protocols.snapshots(),
            new SnapshotMessages.Question.Offers().encode(),
            SnapshotMessages.MAX_ANSWER_BYTES),
        answer -> answer.ifPresent(it -> offered(peer, it)));
  }

  private void offered(PeerId peer, byte[] answer) {
    if (!offers.isPresent(peer)) {
      return;
    }
    try {
      List<SnapshotId> read = SnapshotMessages.readOffers(answer);
      if (read.stream().anyMatch(ends::contradict)) {
        settings.ban().accept(peer, "a snapshot of a block that was never final");
        return;
      }
      offers.put(peer, read);
    } catch (DecodeException e) {
      settings.network().report(peer, MALFORMED);
      return;
    }
    EpochLink end = target;
    PartTaker running = taker;
    if (phase == Phase.ASKING) {
      choose();
    } else if (phase == Phase.TAKING && running != null && end != null && offers.has(peer, end)) {
      perform(running.offered(peer, now()));
    }
  }

  /** Waits a moment, so that the newest that several peers offer is taken. */
  private void choose() {
    if (!offers.areComplete() && now() - since < CHOOSE_NANOS) {
      return;
    }
    Optional<EpochLink> best = best();
    if (best.isPresent()) {
      take(best.get());
    } else if (now() - since >= NOBODY_NANOS) {
      giveUp("no peer offers a snapshot that is certified");
    }
  }

  private Optional<EpochLink> best() {
    List<EpochLink> offered = ends.all().stream().filter(end -> !offers.of(end).isEmpty()).toList();
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Ends.best(offered, parts.open().target());
    } catch (IOException e) {
      fail(e);
      return Optional.empty();
    }
  }

  private void take(EpochLink end) {
    target = end;
    try {
      PartStore store = parts.open();
      store.aim(end.last().header().hash());
      PartTaker begun =
          new PartTaker(end.last().header().outcome().stateRoot(), store.covered(), now());
      taker = begun;
      phase = Phase.TAKING;
      settings.outcome().began(progress());
      for (PeerId peer : offers.of(end)) {
        if (phase == Phase.TAKING && offers.has(peer, end)) {
          perform(begun.offered(peer, now()));
        }
      }
      finishIfDone();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void perform(List<PartEffect> effects) {
    for (PartEffect effect : effects) {
      if (phase == Phase.TAKING) {
        perform(effect);
      }
    }
    finishIfDone();
  }

  private void perform(PartEffect effect) {
    if (effect instanceof PartEffect.Ask it) {
      ask(it);
    } else if (effect instanceof PartEffect.Cancel it) {
      courier.cancel(it.id());
    } else if (effect instanceof PartEffect.Keep it) {
      keep(it);
    } else if (effect instanceof PartEffect.Report it) {
      settings.network().report(it.peer(), it.fault());
    } else if (effect instanceof PartEffect.Ban it) {
      settings.ban().accept(it.peer(), it.why());
    }
  }

  private void ask(PartEffect.Ask ask) {
    EpochLink end = target;
    PartTaker running = taker;
    if (end == null || running == null) {
      throw new IllegalStateException("nothing is being taken");
    }
    PathRange range = ask.range();
    courier.ask(
        new Courier.Parcel(
            ask.id(),
            ask.peer(),
            protocols.snapshots(),
            new SnapshotMessages.Question.Part(end.last().header().hash(), range).encode(),
            SnapshotMessages.MAX_ANSWER_BYTES),
        answer -> perform(answered(running, ask.id(), answer)));
  }

  private List<PartEffect> answered(PartTaker running, long id, Optional<byte[]> answer) {
    if (running != taker || phase != Phase.TAKING) {
      return List.of();
    }
    if (answer.isEmpty()) {
      return running.failed(id, false, now());
    }
    try {
      Optional<StatePart> part = SnapshotMessages.readPart(answer.get());
      return part.isPresent() ? running.got(id, part.get(), now()) : running.absent(id, now());
    } catch (DecodeException e) {
      return running.failed(id, true, now());
    }
  }

  private void keep(PartEffect.Keep part) {
    try {
      parts.open().keep(part.range(), part.entries());
      bytes += part.entries().length;
    } catch (IOException e) {
      fail(e);
    }
  }

  private void finishIfDone() {
    PartTaker running = taker;
    EpochLink end = target;
    if (phase != Phase.TAKING || running == null || end == null || !running.isDone()) {
      return;
    }
    try {
      build(end);
      phase = Phase.READY;
      closeParts();
      settings.place().ready();
      settings.outcome().ready(progress());
    } catch (IOException e) {
      fail(e);
    }
  }

  private void build(EpochLink end) throws IOException {
    List<SnapshotRows.End> all = ends.following(settings.ownEnds(end.last().epoch()), end);
    try (var ledger = settings.place().beginLedger()) {
      new LedgerBuilder(settings.genesis(), settings.genesisHeader(), settings.place())
          .build(parts.open(), all, ledger);
    }
  }

  private void giveUp(String why) {
    phase = Phase.NONE;
    taker = null;
    target = null;
    closeParts();
    settings.outcome().gaveUp(why);
  }

  private void fail(IOException fault) {
    phase = Phase.NONE;
    closeParts();
    settings.outcome().failed(fault);
  }

  private void closeParts() {
    courier.close();
    try {
      parts.close();
    } catch (IOException e) {
      settings.outcome().failed(e);
    }
  }
}
