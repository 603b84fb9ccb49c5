package network.clawnet.p2p.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Keeps the node in company: dials kept peers that are not connected, and, while there are few
 * connections, bootstrap addresses and peers of earlier days. The scheduler's back-off says how
 * often. Called on the host's loop.
 */
final class Keeping {
  /** Why kept peers are protected. */
  static final String WHY = "kept";

  /** Remembered peers that are looked at in one round. */
  private static final int REMEMBERED = 64;

  private final HostSettings settings;
  private final Gate gate;
  private final Notebook notebook;
  private final Dialing dialing;

  /** Who answered at a bootstrap address that names nobody. */
  private final Map<Multiaddr, PeerId> answered = new HashMap<>();

  Keeping(HostSettings settings, Gate gate, Notebook notebook, Dialing dialing) {
    this.settings = settings;
    this.gate = gate;
    this.notebook = notebook;
    this.dialing = dialing;
  }

  /** Looks whom to dial now. */
  void look() {
    notebook.kept().forEach(this::dial);
    int missing = settings.bounds().wanted() - gate.size();
    if (missing <= 0) {
      return;
    }
    settings.bootstrap().forEach(this::dialBootstrap);
    notebook.lately(REMEMBERED).stream()
        .filter(peer -> !gate.isConnected(peer))
        .limit(missing)
        .forEach(this::dial);
  }

  private void dial(PeerId peer) {
    dial(peer, List.of());
  }

  private void dial(PeerId peer, List<Multiaddr> hints) {
    if (isWanted(peer)) {
      List<Multiaddr> known = notebook.addresses(peer);
      var unused = dialing.dial(Dialing.Goal.of(peer), hints.isEmpty() ? known : hints, false);
    }
  }

  private boolean isWanted(PeerId peer) {
    return !gate.isConnected(peer)
        && !notebook.isBanned(peer)
        && !peer.equals(settings.key().peerId());
  }

  private void dialBootstrap(Multiaddr address) {
    Optional<PeerId> named = address.peerId();
    if (named.isPresent()) {
      dial(named.get(), List.of(address));
      return;
    }
    PeerId before = answered.get(address);
    if (before == null || isWanted(before)) {
      dialing
          .dial(Dialing.Goal.of(address), List.of(address), false)
          .thenAccept(peer -> answered.put(address, peer));
    }
  }
}
