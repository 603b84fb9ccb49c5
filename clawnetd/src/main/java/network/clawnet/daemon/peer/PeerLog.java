package network.clawnet.daemon.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import network.clawnet.p2p.host.HostLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operator should hear of the host into the node's log. Any thread. */
final class PeerLog implements HostLog {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLog.class);

  private final List<String> notListening = new CopyOnWriteArrayList<>();

  @Override
  public void bookMovedAside(Path where) {
    LOG.warn("peer file damaged, kept peers and bans are lost movedTo={}", where);
  }

  @Override
  public void bookNotWritten(IOException fault) {
    LOG.warn("peer file not written", fault);
  }

  @Override
  public void notListening(String address, String why) {
    LOG.warn("not listening address={} why={}", address, why);
    notListening.add(address);
  }

  @Override
  public void noMulticast(IOException fault) {
    LOG.info("no multicast, nodes on the same wire are not found why={}", fault.getMessage());
  }

  @Override
  public void bug(Throwable fault) {
    LOG.error("fault in the peer-to-peer network", fault);
  }

  /** Returns the addresses at which nothing listens. */
  List<String> failed() {
    return notListening;
  }
}
