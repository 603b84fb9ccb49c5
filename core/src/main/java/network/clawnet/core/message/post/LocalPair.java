package network.clawnet.core.message.post;

import java.io.IOException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Frame;
import network.clawnet.core.port.Misbehaviour;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a way that does not leave this node; the same rules hold on it. One owner thread.
 */
final class LocalPair {
  private final PostParts parts;
  private final OutLine.Listener sender;
  private OutLine.@Nullable Listener receiver;
  private boolean over;

  LocalPair(PostParts parts, OutLine.Listener sender) {
    this.parts = parts;
    this.sender = sender;
  }

  void connect(OutLine.Listener receivingEnd) {
    receiver = receivingEnd;
  }

  /** Returns what the sender's end writes to. */
  OutLine.Carrier outbound() {
    return new End(true);
  }

  /** Returns what the receiver's end writes to. */
  OutLine.Carrier inbound() {
    return new End(false);
  }

  /** Something that may find the disk broken. */
  private interface Step {
    void run() throws IOException;
  }

  private void later(Step step) {
    parts
        .threads()
        .lane()
        .execute(
            () -> {
              try {
                step.run();
              } catch (IOException e) {
                parts.failed().accept(e);
              }
            });
  }

  private final class End implements OutLine.Carrier {
    private final boolean toReceiver;

    End(boolean toReceiver) {
      this.toReceiver = toReceiver;
    }

    @Override
    public void send(Frame frame) {
      later(
          () -> {
            OutLine.Listener other = toReceiver ? receiver : sender;
            if (!over && other != null) {
              other.frame(frame);
            }
          });
    }

    @Override
    public void end() {
      later(
          () -> {
            if (!over) {
              over = true;
              sender.ended();
              if (receiver != null) {
                receiver.ended();
              }
            }
          });
    }

    @Override
    public void fault(Misbehaviour fault) {
      end();
    }

    @Override
    public PeerId peer() {
      return parts.peers().network().self();
    }
  }
}
