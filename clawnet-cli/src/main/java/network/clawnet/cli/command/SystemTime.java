package network.clawnet.cli.command;

/** The real clock. */
public final class SystemTime implements Shell.Time {
  @Override
  public long nowMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public void pauseMillis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
