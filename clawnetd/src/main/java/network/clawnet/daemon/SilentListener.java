package network.clawnet.daemon;

import network.clawnet.daemon.process.StartListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of a start that nobody waits for: of the node anew, within its process. */
final class SilentListener implements StartListener {
  private static final Logger LOG = LoggerFactory.getLogger(SilentListener.class);

  @Override
  public void line(String text) {
    LOG.debug("start line={}", text);
  }

  @Override
  public void ready() {
    LOG.debug("started anew");
  }

  @Override
  public void failed(String cause) {
    LOG.error("the node does not start anew cause={}", cause);
  }
}
