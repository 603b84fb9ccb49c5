package network.clawnet.core.port;

import java.time.Instant;
import network.clawnet.core.identity.PeerId;

/**
 * A peer that is refused.
 *
 * @param peer whom
 * @param until when it ends
 * @param why a short reason, at most 100 characters
 */
public record Ban(PeerId peer, Instant until, String why) {
  /** Longest reason, in characters. */
  public static final int MAX_WHY = 100;

  public Ban {
    if (why.length() > MAX_WHY) {
      throw new IllegalArgumentException("reason of " + why.length() + " characters");
    }
  }
}
