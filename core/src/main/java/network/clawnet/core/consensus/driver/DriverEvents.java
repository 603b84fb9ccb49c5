package network.clawnet.core.consensus.driver;

/** What an operator must hear of. Called on the consensus or the journal thread. */
public interface DriverEvents {
  /**
   * The node follows but does not sign in this epoch.
   *
   * @param needed whether nothing becomes final without it
   */
  void quarantined(long epoch, String reason, boolean needed);

  /** Own execution differs from a final block: the node stops voting and serving. */
  void halted(String report);

  /** The journal or the machine itself failed: the process must end. */
  void failed(Throwable cause);
}
