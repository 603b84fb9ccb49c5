package network.clawnet.daemon.message;

import java.io.IOException;
import java.util.List;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Store.Write;

/** Takes letters of one type, on which this node itself acts. Called by the sorter's thread. */
@FunctionalInterface
public interface Desk {
  /**
   * A letter that came, opened.
   *
   * @param receivedAt own clock, epoch milliseconds
   * @param body not to be changed
   */
  record Opened(SealedMessage.Head head, long receivedAt, byte[] body) {
    /** Returns the account of this node to which it was sent. */
    public Did to() {
      return head.route().to();
    }
  }

  /**
   * What becomes of a letter.
   *
   * @param settled whether it leaves the inbox, in one write with the rows; else it is brought
   *     again, and with it all that came later about the same deal
   */
  record Fate(boolean settled, List<Write> rows) {
    /** It cannot be judged yet. */
    public static final Fate WAIT = new Fate(false, List.of());

    /** It leaves the inbox, and nothing of it is kept. */
    public static final Fate DROP = new Fate(true, List.of());

    public Fate {
      rows = List.copyOf(rows);
    }

    /** It leaves the inbox, and these rows are written. */
    public static Fate settled(List<Write> rows) {
      return new Fate(true, rows);
    }
  }

  /** Judges a letter; those of one receiver come in the order of their coming. */
  Fate take(Opened letter) throws IOException;
}
