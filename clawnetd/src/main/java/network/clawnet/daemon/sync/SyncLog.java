package network.clawnet.daemon.sync;

import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.sync.SyncListener;
import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.sync.snapshot.JoinProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operator should hear of block sync into the node's log. */
record SyncLog(DriverEvents faults, Runnable restart) implements SyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(SyncLog.class);

  @Override
  public void changed(SyncProgress progress) {
    if (progress.syncing()) {
      LOG.info("catching up height={} target={}", progress.height(), progress.target());
    } else {
      LOG.info("caught up height={} target={}", progress.height(), progress.target());
    }
  }

  @Override
  public void progress(SyncProgress progress) {
    LOG.info(
        "catching up height={} target={} blocksPerSecond={} peers={}",
        progress.height(),
        progress.target(),
        progress.blocksPerSecond(),
        progress.peers());
  }

  @Override
  public void joining(JoinProgress progress) {
    if (progress.phase() == JoinProgress.Phase.READY) {
      LOG.info("snapshot complete height={} bytes={}", progress.height(), progress.bytes());
      restart.run();
    } else {
      LOG.info(
          "taking a snapshot height={} percent={} bytes={} peers={}",
          progress.height(),
          progress.percent(),
          progress.bytes(),
          progress.peers());
    }
  }

  @Override
  public void joinGivenUp(String why) {
    LOG.info("no snapshot, taking blocks why={}", why);
  }

  @Override
  public void halted(String report) {
    faults.halted(report);
  }

  @Override
  public void failed(Throwable cause) {
    faults.failed(cause);
  }
}
