package network.clawnet.core.sync.plan;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;

/**
 * What peers say of the chain, and what of it a certificate proves. Who says what is shown to be
 * false is banned.
 */
final class Claims {
  /** Statuses that a peer gives faster than this are not looked at. */
  static final long MIN_STATUS_NANOS = 500_000_000L;

  private final Hash chainId;
  private final Desk desk;
  private final EpochChain epochs;
  private final Frontier frontier;

  Claims(Hash chainId, Desk desk, EpochChain epochs, Frontier frontier) {
    this.chainId = chainId;
    this.desk = desk;
    this.epochs = epochs;
    this.frontier = frontier;
  }

  /** Takes a status, to be verified. */
  void claimed(PeerId id, StatusMessage status) {
    SyncPeer peer = desk.peers().find(id);
    if (peer == null) {
      return;
    }
    if (!status.chainId().equals(chainId)) {
      desk.forget(id);
      desk.add(new SyncEffect.Disconnect(id));
      return;
    }
    if (!peer.heardSince(desk.now() - MIN_STATUS_NANOS)) {
      peer.claim(status.oldestBody(), status.head(), desk.now());
    }
  }

  /** Takes a header that a peer passed on as final, to be verified. */
  void announced(SyncInput.Announced input) {
    SyncPeer peer = desk.peers().find(input.peer());
    if (peer != null) {
      peer.claim(input.header());
    }
  }

  /** Verifies what peers claim, where the set that must have signed it is known. */
  void verify() {
    for (SyncPeer peer : desk.peers().all()) {
      CertifiedHeader claim = peer.claim();
      if (claim != null && claim.epoch() <= epochs.newest()) {
        verify(peer, claim);
      }
    }
  }

  private void verify(SyncPeer peer, CertifiedHeader claim) {
    OwnHead head = frontier.head();
    if (claim.header().hash().equals(head.hash())) {
      peer.believe(claim);
    } else if (claim.epoch() < head.epoch()) {
      peer.doubt();
    } else if (epochs.set(claim.epoch()).filter(it -> it.certifies(claim)).isPresent()) {
      peer.believe(claim);
      frontier.raise(claim, desk.now());
    } else {
      desk.ban(peer, "false certificate in a status");
    }
  }

  /** Asks for the sets that are needed to verify what is claimed. */
  void askEpochs() {
    if (desk.asksForEpochs() || epochs.isFull()) {
      return;
    }
    long first = epochs.newest();
    Optional<SyncPeer> peer = desk.peers().forEpochs(first, desk.now());
    if (peer.isPresent()) {
      desk.askEpochs(peer.get(), new EpochsMessages.Question(first, EpochsMessages.MAX_LINKS));
    }
  }

  /** Takes the answer to such a question. */
  void link(SyncPeer peer, List<EpochLink> links) {
    long before = epochs.newest();
    for (EpochLink link : links) {
      long epoch = link.last().epoch();
      if (epoch > epochs.newest() || (epoch == epochs.newest() && !epochs.add(link))) {
        peer.answered();
        desk.ban(peer, "false end of an epoch");
        return;
      }
      frontier.raise(link.last(), desk.now());
    }
    if (epochs.newest() > before) {
      peer.answered();
    } else {
      desk.brokePromise(peer);
    }
  }
}
