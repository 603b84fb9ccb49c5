package network.clawnet.daemon;

import java.util.Optional;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.daemon.health.FaultLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a component must stop: it is logged, the node turns unhealthy, and a fault that
 * no component can outlive ends the process, because the journal makes a restart the safe way on.
 */
final class Faults implements DriverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final int EXIT_FAULT = 70;

  private final FaultLatch latch;

  Faults(FaultLatch latch) {
    this.latch = latch;
  }

  /** Returns the first fault after which the node does not work as it should. */
  Optional<String> reason() {
    return latch.reason();
  }

  /** It follows while it may not vote, which is a fault only where nobody goes on without it. */
  @Override
  public void quarantined(long epoch, String reason, boolean needed) {
    LOG.warn("validator quarantined epoch={} needed={} reason={}", epoch, needed, reason);
    if (needed) {
      latch.trip(
          "this node must not vote in epoch "
              + epoch
              + ", and without it nothing becomes final: "
              + reason);
    }
  }

  @Override
  public void halted(String report) {
    LOG.error("ledger halted report={}", report);
    latch.trip("the ledger halted, the log says where: keep the data directory for examination");
  }

  @Override
  public void failed(Throwable cause) {
    LOG.error("component failed, the process ends", cause);
    latch.trip("a component failed, the log says why");
    // not exit: shutdown hooks would wait for the very component that failed
    Runtime.getRuntime().halt(EXIT_FAULT);
  }
}
