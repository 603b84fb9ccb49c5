package network.clawnet.core.message.post;

import java.io.IOException;

/** Too many messages wait for one receiver. */
public final class PostFull extends IOException {
  private static final long serialVersionUID = 1L;

  PostFull() {
    super("more than " + PostOffice.MAX_WAITING + " messages wait for this receiver");
  }
}
