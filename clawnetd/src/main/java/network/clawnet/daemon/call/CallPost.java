package network.clawnet.daemon.call;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Route;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.message.MailRoom;

/** How calls and answers leave: as letters of their deal. The mail room's thread. */
interface CallPost {
  /**
   * Hands a letter over; returns once it is on disk.
   *
   * @return false if it cannot go now, because the account is locked or too much waits
   */
  boolean send(Route route, Hash lease, String type, byte[] body) throws IOException;

  /** Runs something later on the same thread. */
  void later(MailRoom.Step step);

  /** Returns the post of a mail room. */
  static CallPost of(MailRoom mail) {
    return new CallPost() {
      @Override
      public boolean send(Route route, Hash lease, String type, byte[] body) throws IOException {
        try {
          String unused =
              mail.send(new Messages.Draft(route.from(), route.to(), lease, type, body), null)
                  .join();
          return true;
        } catch (CompletionException e) {
          if (e.getCause() instanceof Refused) {
            return false;
          }
          throw new IOException("a call cannot be sent", e);
        }
      }

      @Override
      public void later(MailRoom.Step step) {
        mail.run(step);
      }
    };
  }
}
