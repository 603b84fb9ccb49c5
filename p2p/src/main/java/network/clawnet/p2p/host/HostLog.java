package network.clawnet.p2p.host;

import java.io.IOException;
import java.nio.file.Path;

/** What an operator should hear of a host. Called on any thread; returns soon. */
public interface HostLog {
  /** The file of peers could not be understood: kept peers and bans are lost. */
  void bookMovedAside(Path where);

  /** The file of peers cannot be written; what was decided lives only until the node stops. */
  void bookNotWritten(IOException fault);

  /** Nothing listens at this address, and why. */
  void notListening(String address, String why);

  /** No multicast here: nodes on the same wire are not found by themselves. */
  default void noMulticast(IOException fault) {}

  /** A bug of ours; the host goes on without what had it. */
  void bug(Throwable fault);
}
