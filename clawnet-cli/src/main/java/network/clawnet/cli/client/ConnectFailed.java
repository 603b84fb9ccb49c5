package network.clawnet.cli.client;

import java.io.IOException;

/** No connection could be made, so nothing was sent and repeating is always safe. */
public final class ConnectFailed extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectFailed(String message) {
    super(message);
  }
}
