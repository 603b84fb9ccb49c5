package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.chain.rows.SnapshotRows;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
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
  private static final long ASK_AGAIN_NANOS = 10 * SECOND;
  private static final long STUCK_NANOS = 60 * SECOND;
  private static final Misbehaviour MALFORMED = new Misbehaviour("sync-answer-malformed", 20);

  private final SnapshotSettings settings;
  private final Courier courier;
  private final SyncProtocols protocols;
  private final Map<PeerId, List<SnapshotId>> offers = new HashMap<>();
  private final Map<PeerId, Long> askedAt = new HashMap<>();
  private final Set<PeerId> peers = new HashSet<>();
  private final Map<Hash, EpochLink> ends = new LinkedHashMap<>();
  private long offersAsked = Long.MIN_VALUE;
  private long since;
  private long bytes;
  private Phase phase = Phase.NONE;
  private @Nullable PartStore parts;
  private @Nullable PartTaker taker;
  private @Nullable EpochLink target;

  /** Joins the parts; idle until {@link #begin}. */
  public SnapshotJoin(SnapshotSettings settings, Courier courier, SyncProtocols protocols) {
    this.settings = settings;
    this.courier = courier;
    this.protocols = protocols;
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
    askedAt.clear();
    ends.clear();
    links.forEach(it -> ends.put(it.last().header().hash(), it));
    tick();
  }

  /** A peer is there. */
  public void joined(PeerId peer) {
    peers.add(peer);
    tick();
  }

  /** A peer is gone. */
  public void left(PeerId peer) {
    peers.remove(peer);
    offers.remove(peer);
    askedAt.remove(peer);
    PartTaker running = taker;
    if (running != null && phase == Phase.TAKING) {
      perform(running.gone(peer, now()));
    }
  }

  /** Time has passed; a few times a second. */
  public void tick() {
    if (phase == Phase.ASKING || phase == Phase.TAKING) {
      peers.forEach(this::askOffers);
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
    Long last = askedAt.get(peer);
    if (last != null && now() - last < ASK_AGAIN_NANOS) {
      return;
    }
    askedAt.put(peer, now());
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
    if (!peers.contains(peer)) {
      return;
    }
    try {
      List<SnapshotId> read = SnapshotMessages.readOffers(answer);
      if (read.stream().anyMatch(this::isFalse)) {
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
    } else if (phase == Phase.TAKING && running != null && end != null && offers(peer, end)) {
      perform(running.offered(peer, now()));
    }
  }

  private boolean isFalse(SnapshotId offer) {
    return ends.values().stream()
        .map(it -> SnapshotId.of(it.last().header()))
        .anyMatch(it -> it.epoch() == offer.epoch() && !it.equals(offer));
  }

  private boolean offers(PeerId peer, EpochLink end) {
    return offers.getOrDefault(peer, List.of()).contains(SnapshotId.of(end.last().header()));
  }

  /** Waits a moment, so that the newest that several peers offer is taken. */
  private void choose() {
    boolean all = !peers.isEmpty() && offers.keySet().containsAll(peers);
    if (!all && now() - since < CHOOSE_NANOS) {
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
    List<EpochLink> offered =
        ends.values().stream()
            .filter(end -> peers.stream().anyMatch(it -> offers(it, end)))
            .toList();
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Hash> begun = openParts().target();
      return offered.stream()
          .max(
              Comparator.<EpochLink, Boolean>comparing(
                      it -> begun.equals(Optional.of(it.last().header().hash())))
                  .thenComparing(it -> it.last().epoch()));
    } catch (IOException e) {
      fail(e);
      return Optional.empty();
    }
  }

  private void take(EpochLink end) {
    target = end;
    try {
      PartStore store = openParts();
      store.aim(end.last().header().hash());
      PartTaker begun =
          new PartTaker(end.last().header().outcome().stateRoot(), store.covered(), now());
      taker = begun;
      phase = Phase.TAKING;
      settings.outcome().began(progress());
      for (PeerId peer : List.copyOf(peers)) {
        if (phase == Phase.TAKING && offers(peer, end)) {
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
      openParts().keep(part.range(), part.entries());
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
    List<SnapshotRows.End> all = new ArrayList<>(settings.ownEnds(end.last().epoch()));
    for (EpochLink link : ends.values()) {
      long epoch = link.last().epoch();
      if (epoch == all.size() && epoch <= end.last().epoch()) {
        all.add(new SnapshotRows.End(link.last().header(), link.last().certificate(), link.next()));
      }
    }
    try (var ledger = settings.place().beginLedger()) {
      new LedgerBuilder(settings.genesis(), settings.genesisHeader(), settings.place())
          .build(openParts(), all, ledger);
    }
  }

  private PartStore openParts() throws IOException {
    PartStore open = parts;
    if (open == null) {
      open = new PartStore(settings.place().openParts());
      parts = open;
    }
    return open;
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
    PartStore open = parts;
    parts = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        settings.outcome().failed(e);
      }
    }
  }
}
