package network.clawnet.core.consensus.channel;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.MessageCodec;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a channel with every other validator that can be reached, and routes messages. Owned by the
 * loop, but for {@link #connected} and {@link #peers}.
 */
final class ChannelKeeper implements Opening.Outcome, Channel.Owner {
  /** How often everything is looked at, whatever happens. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int FAULT_POINTS = 50;

  private final Parts parts;
  private final ConsensusPort consensus;
  private final InstantSource clock;
  private final PublicKey own;
  private final ChannelTable table;
  private final Openings openings;
  private final Announcer announcer;
  private final Seeker seeker;
  private final Map<PublicKey, Long> refusedUntil = new TreeMap<>();
  private Set<PublicKey> latest = Set.of();
  private Set<PublicKey> expected = Set.of();
  private @Nullable Registration door;
  private boolean open = true;

  /** What the keeper stands on. */
  record Parts(
      Network network,
      ChannelSettings settings,
      ChannelTerms terms,
      MessageCodec codec,
      ChannelLoop loop,
      ChannelEvents events) {}

  ChannelKeeper(Parts parts, ConsensusPort consensus, InstantSource clock) {
    this.parts = parts;
    this.consensus = consensus;
    this.clock = clock;
    this.own = parts.settings().key().publicKey();
    this.table = new ChannelTable(parts.network(), own);
    this.openings =
        new Openings(parts.network(), parts.settings(), parts.terms(), parts.loop(), this);
    this.announcer = new Announcer(parts.network(), parts.settings(), parts.loop());
    this.seeker = new Seeker(parts, openings, table, announcer);
  }

  void start(Set<PublicKey> validators) {
    seeker.watch();
    expect(validators);
    tick();
  }

  Set<PublicKey> connected() {
    return table.keys();
  }

  Set<PeerId> peers() {
    return table.peers();
  }

  void expect(Set<PublicKey> validators) {
    TreeSet<PublicKey> both = new TreeSet<>(validators);
    both.addAll(latest);
    latest = validators;
    expected = both;
    announcer.expect(both);
    for (Channel channel : table.all()) {
      if (!isValidator() || !both.contains(channel.key())) {
        end(channel, Farewell.NOT_A_VALIDATOR);
      }
    }
    setDoor();
    seeker.expect(isValidator() ? both : Set.of());
  }

  void send(List<PublicKey> to, ConsensusMessage message) {
    byte[] bytes = null;
    for (PublicKey key : to) {
      Optional<Channel> channel = table.find(key);
      if (channel.isPresent()) {
        bytes = bytes == null ? parts.codec().encode(message) : bytes;
        channel.get().line().send(bytes);
      }
    }
  }

  void ahead(PublicKey from, long epoch, long height) {
    table.find(from).ifPresent(it -> consensus.ahead(from, it.peer(), epoch, height));
  }

  void penalize(PublicKey key, String reason) {
    refusedUntil.put(key, parts.loop().nowNanos() + parts.terms().penaltyNanos());
    parts.events().penalized(key, reason);
    table
        .find(key)
        .ifPresent(
            it -> {
              parts.network().report(it.peer(), new Misbehaviour("consensus", FAULT_POINTS));
              end(it, Farewell.PENALIZED);
            });
  }

  void close() {
    open = false;
    openings.close(Farewell.CLOSING);
    table.all().forEach(it -> end(it, Farewell.CLOSING));
    closeDoor();
    seeker.close();
    announcer.close();
  }

  private void tick() {
    if (open) {
      refusedUntil.values().removeIf(until -> parts.loop().nowNanos() - until >= 0);
      if (isValidator()) {
        announcer.run(clock.millis());
      }
      seeker.look();
      parts.loop().after(TICK_NANOS, this::tick);
    }
  }

  private boolean isValidator() {
    return expected.contains(own);
  }

  private void setDoor() {
    if (!isValidator()) {
      closeDoor();
    } else if (door == null) {
      door =
          parts
              .network()
              .handle(
                  parts.settings().protocol(),
                  ChannelTerms.stream(),
                  stream -> parts.loop().execute(() -> openings.accept(stream)));
    }
  }

  private void closeDoor() {
    Registration it = door;
    door = null;
    if (it != null) {
      it.close();
    }
  }

  // ---- openings

  @Override
  public void proved(Opening opening, PublicKey key, long run) {
    Farewell refusal = refusal(key);
    if (refusal != null) {
      opening.line().end(refusal);
      failed(opening, refusal, false);
      return;
    }
    Channel channel = new Channel(key, run, opening, parts.codec(), this);
    opening.line().handOver(channel);
    Optional<Channel> loser = table.add(channel);
    loser.ifPresent(it -> it.line().end(Farewell.REPLACED));
    seeker.found(opening.line().peer());
    if (loser.isEmpty()) {
      parts.events().opened(key, channel.peer());
    }
  }

  private @Nullable Farewell refusal(PublicKey key) {
    if (!open) {
      return Farewell.CLOSING;
    }
    if (refusedUntil.containsKey(key)) {
      return Farewell.PENALIZED;
    }
    return isValidator() && expected.contains(key) ? null : Farewell.NOT_A_VALIDATOR;
  }

  @Override
  public void failed(Opening opening, Farewell why, boolean byPeer) {
    PeerId peer = opening.line().peer();
    if (opening.weDialled()) {
      seeker.lost(peer, why.lasting());
    }
    if (!byPeer && (why == Farewell.BAD_PROOF || why == Farewell.MALFORMED)) {
      parts.network().report(peer, new Misbehaviour("consensus-hello", FAULT_POINTS));
    }
    parts.events().refused(peer, why, byPeer);
  }

  // ---- channels

  @Override
  public void received(Channel channel, ConsensusMessage message) {
    boolean unused = consensus.received(new Input.Received(channel.key(), message));
  }

  @Override
  public void ended(Channel channel, Farewell why) {
    if (table.remove(channel)) {
      seeker.lost(channel.peer(), why.lasting());
      parts.events().closed(channel.key(), channel.peer(), why);
    }
  }

  @Override
  public void fault(Channel channel, String what) {
    penalize(channel.key(), what);
  }

  private void end(Channel channel, Farewell why) {
    channel.line().end(why);
    ended(channel, why);
  }
}
