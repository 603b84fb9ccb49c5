package network.clawnet.daemon.validator;

import java.time.InstantSource;
import java.util.Set;
import network.clawnet.core.consensus.channel.ChannelSettings;
import network.clawnet.core.consensus.channel.ConsensusPort;
import network.clawnet.core.consensus.channel.ThreadLoop;
import network.clawnet.core.consensus.channel.ValidatorChannels;
import network.clawnet.core.consensus.driver.ConsensusDriver;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;

/**
 * The other validators, and the channels to them. Made and started by the starting thread, used by
 * any.
 */
public final class ValidatorNetwork implements AutoCloseable {
  private final ValidatorChannels channels;

  /** What the channels prove themselves with. */
  public record Settings(Genesis genesis, SigningKey key, Entropy entropy, InstantSource clock) {}

  /** Hears of validators that claim to be ahead. Returns soon. */
  @FunctionalInterface
  public interface AheadListener {
    void ahead(PeerId peer, long epoch, long height);
  }

  /** Joins the parts; nothing is sent before {@link #start}. */
  public ValidatorNetwork(Settings settings, DriverEvents faults) {
    Genesis genesis = settings.genesis();
    channels =
        new ValidatorChannels(
            new ChannelSettings(
                genesis.chainId(),
                settings.key(),
                Ed25519::verify,
                genesis.params().block().maxBytes(),
                settings.entropy()),
            new ThreadLoop("channels", faults::failed),
            new ChannelLog(),
            settings.clock());
  }

  /** Says whose keys count from now on: those of the epoch and of the next one. */
  public void expect(Set<PublicKey> validators) {
    channels.expect(validators);
  }

  /** Returns the way to validators that have a channel. */
  public PeerPort port() {
    return channels;
  }

  /** Returns the keys of the validators that have a channel. */
  public Set<PublicKey> connected() {
    return channels.connected();
  }

  /** Returns the peers that have proved to be those validators; not to be written to. */
  public Set<PeerId> peers() {
    return channels.peers();
  }

  /**
   * Begins to look for the validators. Called once, after {@link #expect}.
   *
   * @param consensus gets what they say
   */
  public void start(Network network, ConsensusDriver consensus, AheadListener ahead) {
    channels.start(network, new Inbox(consensus, ahead));
  }

  /** Says goodbye to all. */
  @Override
  public void close() {
    channels.close();
  }

  /** Passes on what validators say. */
  private record Inbox(ConsensusDriver driver, AheadListener listener) implements ConsensusPort {
    @Override
    public boolean received(Input.Received message) {
      return driver.offerMessage(message);
    }

    @Override
    public void ahead(PublicKey validator, PeerId peer, long epoch, long height) {
      listener.ahead(peer, epoch, height);
    }
  }
}
