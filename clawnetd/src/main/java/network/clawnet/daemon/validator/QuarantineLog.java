package network.clawnet.daemon.validator;

import network.clawnet.core.consensus.driver.DriverEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What consensus reports where others can go on without this node: it follows while it may not
 * vote, which is no fault of a component.
 */
public record QuarantineLog(DriverEvents next) implements DriverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineLog.class);

  @Override
  public void quarantined(long epoch, String reason) {
    LOG.warn("validator quarantined, it follows epoch={} reason={}", epoch, reason);
  }

  @Override
  public void halted(String report) {
    next.halted(report);
  }

  @Override
  public void failed(Throwable cause) {
    next.failed(cause);
  }
}
