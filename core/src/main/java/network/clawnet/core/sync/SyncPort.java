package network.clawnet.core.sync;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What consensus asks of the network, where it may be a validator or only follow: blocks that no
 * validator can be asked for come from any full node, and a claim to be ahead goes to block sync.
 */
public final class SyncPort implements PeerPort {
  private final PeerPort validators;
  private final Supplier<Set<PublicKey>> connected;
  private volatile @Nullable BlockSync sync;

  /**
   * Sends to validators only, until {@link #attach}.
   *
   * @param validators the way to those with a channel
   * @param connected who they are
   */
  public SyncPort(PeerPort validators, Supplier<Set<PublicKey>> connected) {
    this.validators = validators;
    this.connected = connected;
  }

  /** Block sync is there. */
  public void attach(BlockSync running) {
    sync = running;
  }

  @Override
  public void send(List<PublicKey> to, ConsensusMessage message) {
    BlockSync other = sync;
    if (other != null && message.payload() instanceof Payload.WantBlock want) {
      Set<PublicKey> channels = connected.get();
      to.stream()
          .filter(it -> !channels.contains(it))
          .findFirst()
          .ifPresent(it -> other.want(it, want.hash()));
    }
    validators.send(to, message);
  }

  @Override
  public void catchUp(PublicKey from, long epoch, long height) {
    BlockSync other = sync;
    if (other != null) {
      other.catchUp();
    }
    validators.catchUp(from, epoch, height);
  }

  @Override
  public void penalize(PublicKey peer, String reason) {
    validators.penalize(peer, reason);
  }
}
