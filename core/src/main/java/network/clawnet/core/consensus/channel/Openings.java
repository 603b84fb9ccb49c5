package network.clawnet.core.consensus.channel;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.frame.Handshake;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;

/** The streams on which keys are being proved, whoever opened them. Owned by the loop. */
final class Openings implements Opening.Outcome {
  private final Network network;
  private final ChannelSettings settings;
  private final ChannelTerms terms;
  private final ChannelLoop loop;
  private final Handshake.Identity own;
  private final Opening.Outcome next;
  private final Set<Opening> running = new LinkedHashSet<>();

  /**
   * @param next hears how each opening went
   */
  Openings(
      Network network,
      ChannelSettings settings,
      ChannelTerms terms,
      ChannelLoop loop,
      Opening.Outcome next) {
    this.network = network;
    this.settings = settings;
    this.terms = terms;
    this.loop = loop;
    this.next = next;
    long run = ByteBuffer.wrap(settings.entropy().bytes(Long.BYTES)).getLong() & Long.MAX_VALUE;
    this.own = new Handshake.Identity(settings.chainId(), settings.key(), run);
  }

  /**
   * Opens a stream to a connected peer.
   *
   * @param lost run on the loop if there will be no stream
   */
  void dial(PeerId peer, Runnable lost) {
    network
        .open(peer, List.of(settings.protocol()), ChannelTerms.stream())
        .whenComplete((stream, fault) -> loop.execute(() -> opened(stream, fault == null, lost)));
  }

  /** Takes a stream that a peer has opened. */
  void accept(PeerStream stream) {
    begin(stream, false);
  }

  /** Ends all of them. */
  void close(Farewell why) {
    List.copyOf(running).forEach(it -> it.refuse(why));
  }

  private void opened(PeerStream stream, boolean done, Runnable lost) {
    if (done) {
      begin(stream, true);
    } else {
      lost.run();
    }
  }

  private void begin(PeerStream stream, boolean weDialled) {
    if (running.size() >= ChannelTerms.MAX_UNPROVED) {
      running.iterator().next().refuse(Farewell.OVERLOADED);
    }
    PeerId self = network.self();
    Handshake.Place place =
        weDialled
            ? new Handshake.Place(self, stream.peer(), true)
            : new Handshake.Place(stream.peer(), self, false);
    Hash nonce = Hash.of(settings.entropy().bytes(Hash.BYTES));
    Handshake handshake = new Handshake(own, place, nonce, settings.check());
    Opening opening = new Opening(new Line(stream, loop, terms), handshake, weDialled, this);
    running.add(opening);
    loop.after(terms.helloNanos(), () -> opening.refuse(Farewell.TOO_SLOW));
    opening.begin();
  }

  @Override
  public void proved(Opening opening, PublicKey key, long run) {
    running.remove(opening);
    next.proved(opening, key, run);
  }

  @Override
  public void failed(Opening opening, Farewell why, boolean byPeer) {
    running.remove(opening);
    next.failed(opening, why, byPeer);
  }
}
