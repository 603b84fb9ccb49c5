package network.clawnet.core.consensus.channel;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.MessageCodec;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import org.jspecify.annotations.Nullable;

/**
 * What consensus sees of the network: messages to validators by their keys. Loses what cannot be
 * sent, as the core repeats what matters. Any thread; nothing blocks.
 */
public final class ValidatorChannels implements PeerPort, AutoCloseable {
  private final ChannelSettings settings;
  private final ChannelTerms terms;
  private final MessageCodec codec;
  private final ChannelLoop loop;
  private final ChannelEvents events;
  private final InstantSource clock;
  private final AtomicInteger sends = new AtomicInteger();
  private volatile Set<PublicKey> expected = Set.of();
  private volatile @Nullable ChannelKeeper keeper;

  /**
   * Joins the parts; nothing is sent before {@link #start}.
   *
   * @param loop closed with the channels
   */
  public ValidatorChannels(
      ChannelSettings settings, ChannelLoop loop, ChannelEvents events, InstantSource clock) {
    this.settings = settings;
    this.codec = new MessageCodec(settings.maxBodyBytes());
    this.terms = ChannelTerms.of(codec.maxMessageBytes());
    this.loop = loop;
    this.events = events;
    this.clock = clock;
  }

  /** Begins to look for other validators. Called once. */
  public void start(Network network, ConsensusPort consensus) {
    ChannelKeeper made =
        new ChannelKeeper(
            new ChannelKeeper.Parts(network, settings, terms, codec, loop, events),
            consensus,
            clock);
    keeper = made;
    loop.execute(() -> made.start(expected));
  }

  /**
   * Says whose keys count from now on: the set of the epoch and that of the next one. Those of the
   * call before count on until the next, because who leaves needs the end of its last epoch.
   */
  public void expect(Set<PublicKey> validators) {
    expected = Set.copyOf(validators);
    ChannelKeeper it = keeper;
    if (it != null) {
      loop.execute(() -> it.expect(expected));
    }
  }

  /** Returns the validators with a channel. */
  public Set<PublicKey> connected() {
    ChannelKeeper it = keeper;
    return it == null ? Set.of() : it.connected();
  }

  /** Returns the peers that have proved to be those validators; not to be written to. */
  public Set<PeerId> peers() {
    ChannelKeeper it = keeper;
    return it == null ? Set.of() : it.peers();
  }

  @Override
  public void send(List<PublicKey> to, ConsensusMessage message) {
    ChannelKeeper it = keeper;
    if (it == null) {
      return;
    }
    if (sends.incrementAndGet() > ChannelTerms.MAX_SENDS) {
      sends.decrementAndGet();
      return;
    }
    loop.execute(
        () -> {
          sends.decrementAndGet();
          it.send(to, message);
        });
  }

  @Override
  public void catchUp(PublicKey from, long epoch, long height) {
    ChannelKeeper it = keeper;
    if (it != null) {
      loop.execute(() -> it.ahead(from, epoch, height));
    }
  }

  @Override
  public void penalize(PublicKey peer, String reason) {
    ChannelKeeper it = keeper;
    if (it != null) {
      loop.execute(() -> it.penalize(peer, reason));
    }
  }

  /** Says goodbye to all and stops the loop. */
  @Override
  public void close() {
    ChannelKeeper it = keeper;
    if (it != null) {
      loop.execute(it::close);
    }
    loop.close();
  }
}
