package network.clawnet.core.consensus.channel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.presence.Announcement;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Looks for validators: opens a stream to every connected peer that speaks the protocol and has no
 * channel, and dials those of whom an announcement tells. Owned by the loop.
 */
final class Seeker implements PeerEvents {
  private static final long OPEN_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long OPEN_MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long DIAL_FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long DIAL_MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ChannelKeeper.Parts parts;
  private final Openings openings;
  private final ChannelTable table;
  private final Announcer announcer;
  private final BackOff opens;
  private final BackOff dials;
  private final Set<PeerId> connected = new TreeSet<>();
  private final Set<PeerId> speakers = new TreeSet<>();
  private Set<PublicKey> wanted = Set.of();
  private @Nullable Registration watching;

  Seeker(ChannelKeeper.Parts parts, Openings openings, ChannelTable table, Announcer announcer) {
    this.parts = parts;
    this.openings = openings;
    this.table = table;
    this.announcer = announcer;
    SplittableRandom random = new SplittableRandom(parts.settings().key().publicKey().hashCode());
    this.opens = new BackOff(OPEN_FIRST_NANOS, OPEN_MOST_NANOS, random.split());
    this.dials = new BackOff(DIAL_FIRST_NANOS, DIAL_MOST_NANOS, random.split());
  }

  /** Begins to hear of peers. */
  void watch() {
    watching = parts.network().watch(this);
  }

  void close() {
    wanted = Set.of();
    Registration it = watching;
    watching = null;
    if (it != null) {
      it.close();
    }
  }

  /**
   * Says whom to look for.
   *
   * @param validators empty if this node is none itself
   */
  void expect(Set<PublicKey> validators) {
    wanted = validators;
    opens.reset();
    dials.reset();
    look();
  }

  /** Opens and dials what is due. */
  void look() {
    if (wanted.isEmpty()) {
      return;
    }
    long now = parts.loop().nowNanos();
    Set<PeerId> served = table.peers();
    for (PeerId peer : speakers) {
      if (!served.contains(peer) && opens.isDue(peer, now)) {
        opens.begin(peer);
        openings.dial(peer, () -> lost(peer, false));
      }
    }
    for (PublicKey key : wanted) {
      Optional<Announcement> found = announcer.find(key);
      if (found.isPresent() && table.find(key).isEmpty()) {
        dial(found.get(), now);
      }
    }
  }

  private void dial(Announcement announcement, long now) {
    PeerId peer = announcement.peer();
    boolean self = peer.equals(parts.network().self());
    if (self || connected.contains(peer) || !dials.isDue(peer, now)) {
      return;
    }
    List<String> addresses = announcement.addresses();
    String address = addresses.get(dials.failures(peer) % addresses.size());
    dials.begin(peer);
    parts
        .network()
        .connect(address)
        .whenComplete(
            (reached, fault) ->
                parts.loop().execute(() -> dials.failed(peer, false, parts.loop().nowNanos())));
  }

  /** A channel stands on this peer. */
  void found(PeerId peer) {
    opens.forget(peer);
    dials.forget(peer);
  }

  /** A stream to this peer came to nothing, or ended. */
  void lost(PeerId peer, boolean lasting) {
    opens.failed(peer, lasting, parts.loop().nowNanos());
  }

  @Override
  public void connected(PeerId peer) {
    parts.loop().execute(() -> connected.add(peer));
  }

  @Override
  public void identified(PeerId peer, List<String> protocols) {
    boolean speaks = protocols.contains(parts.settings().protocol());
    parts
        .loop()
        .execute(
            () -> {
              if (speaks && connected.contains(peer) && speakers.add(peer)) {
                look();
              } else if (!speaks) {
                speakers.remove(peer);
              }
            });
  }

  @Override
  public void disconnected(PeerId peer) {
    parts
        .loop()
        .execute(
            () -> {
              connected.remove(peer);
              speakers.remove(peer);
              opens.forget(peer);
            });
  }
}
