package network.clawnet.core.directory;

import java.util.List;
import network.clawnet.core.event.Rules;

/** What the directory adds to a chain's rule book. */
public final class DirectoryModule {
  private DirectoryModule() {}

  /** Returns the rules of every {@code identity.*} event. */
  public static List<Rules<?>> rules() {
    return List.of(
        new IdentityCreates(),
        new IdentityUpdates(),
        new CapabilityRegisters(),
        new CapabilityRevokes());
  }
}
