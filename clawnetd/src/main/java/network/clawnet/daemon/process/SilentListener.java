package network.clawnet.daemon.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of a start that nobody waits for: of the node anew, within its process. */
public final class SilentListener implements StartListener {
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
