package network.clawnet.core.consensus.channel;

import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.frame.Assembler;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.frame.Frame;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.MessageCodec;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;

/** A line to a validator that has proved its key. Owned by the loop. */
final class Channel implements Line.Listener {
  private final PublicKey key;
  private final long run;
  private final boolean weDialled;
  private final Line line;
  private final MessageCodec codec;
  private final Assembler assembler;
  private final Owner owner;

  /** Who takes what comes. */
  interface Owner {
    void received(Channel channel, ConsensusMessage message);

    /** The other side has ended it, or the connection was lost. */
    void ended(Channel channel, Farewell why);

    /** What came is nothing that a validator sends. */
    void fault(Channel channel, String what);
  }

  Channel(PublicKey key, long run, Opening opening, MessageCodec codec, Owner owner) {
    this.key = key;
    this.run = run;
    this.weDialled = opening.weDialled();
    this.line = opening.line();
    this.codec = codec;
    this.assembler = new Assembler(codec.maxMessageBytes());
    this.owner = owner;
  }

  PublicKey key() {
    return key;
  }

  PeerId peer() {
    return line.peer();
  }

  Line line() {
    return line;
  }

  /**
   * Returns whether this channel goes on and the older one ends. Both sides decide alike: a new
   * process of the other side has forgotten its old streams; of two streams with one process that
   * were opened from both sides, the one stays that the lower key opened.
   */
  boolean replaces(Channel older, PublicKey own) {
    boolean sameProcess = run == older.run && peer().equals(older.peer());
    boolean sameDialer = weDialled == older.weDialled;
    boolean lowerDialled = weDialled == own.compareTo(key) < 0;
    return !sameProcess || sameDialer || lowerDialled;
  }

  @Override
  public void frame(Frame frame, int bytes) {
    if (frame instanceof Frame.Goodbye it) {
      line.end(Farewell.CLOSING);
      owner.ended(this, it.why());
      return;
    }
    try {
      Optional<byte[]> message = assembler.take(frame);
      if (message.isPresent()) {
        owner.received(this, codec.decode(message.get()));
      }
    } catch (DecodeException e) {
      owner.fault(this, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void ended() {
    owner.ended(this, Farewell.CLOSING);
  }

  @Override
  public void malformed(String why) {
    owner.fault(this, why);
  }
}
