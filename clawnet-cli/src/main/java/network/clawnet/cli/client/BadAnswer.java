package network.clawnet.cli.client;

import java.io.IOException;

/** What came back is not HTTP, or is larger than allowed: no node of ours answers like this. */
public final class BadAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  BadAnswer(String message) {
    super(message);
  }
}
