package network.clawnet.cli;

import java.security.SecureRandom;
import network.clawnet.core.crypto.Entropy;

/** The system's random source, opened when it is first needed. */
final class SystemEntropy implements Entropy {
  @Override
  public void fill(byte[] target) {
    new SecureRandom().nextBytes(target);
  }
}
