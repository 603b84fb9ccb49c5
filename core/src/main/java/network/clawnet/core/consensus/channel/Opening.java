package network.clawnet.core.consensus.channel;

import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.frame.Frame;
import network.clawnet.core.consensus.frame.Handshake;
import network.clawnet.core.crypto.PublicKey;

/** A line on which the keys are not proved yet. Owned by the loop. */
final class Opening implements Line.Listener {
  private final Line line;
  private final Handshake handshake;
  private final boolean weDialled;
  private final Outcome outcome;
  private boolean decided;

  /** Who hears how it went; one call for each opening. */
  interface Outcome {
    /** The other side holds the key; it has not been asked yet whether that is enough. */
    void proved(Opening opening, PublicKey key, long run);

    /**
     * It came to nothing.
     *
     * @param byPeer whether the other side said so
     */
    void failed(Opening opening, Farewell why, boolean byPeer);
  }

  Opening(Line line, Handshake handshake, boolean weDialled, Outcome outcome) {
    this.line = line;
    this.handshake = handshake;
    this.weDialled = weDialled;
    this.outcome = outcome;
  }

  Line line() {
    return line;
  }

  boolean weDialled() {
    return weDialled;
  }

  void begin() {
    line.send(handshake.greeting());
    line.start(this);
  }

  /** Ends it, unless it is decided. */
  void refuse(Farewell why) {
    if (!decided) {
      decided = true;
      line.end(why);
      outcome.failed(this, why, false);
    }
  }

  @Override
  public void frame(Frame frame, int bytes) {
    if (bytes > Frame.MAX_HELLO_BYTES) {
      refuse(Farewell.MALFORMED);
      return;
    }
    Handshake.Step step = handshake.take(frame);
    if (step instanceof Handshake.Step.Reply it) {
      line.send(it.frame());
    } else if (step instanceof Handshake.Step.Proved it) {
      decided = true;
      outcome.proved(this, it.key(), it.run());
    } else if (step instanceof Handshake.Step.Refuse it) {
      refuse(it.why());
    } else if (step instanceof Handshake.Step.Refused it) {
      failed(it.why());
    }
  }

  @Override
  public void ended() {
    failed(Farewell.CLOSING);
  }

  @Override
  public void malformed(String why) {
    refuse(Farewell.MALFORMED);
  }

  private void failed(Farewell why) {
    decided = true;
    line.end(Farewell.CLOSING);
    outcome.failed(this, why, true);
  }
}
