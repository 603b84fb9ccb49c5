package network.clawnet.cli.output;

/** How a command ended, for scripts. The numbers are published in docs/cli.md and never change. */
public enum ExitCode {
  OK(0),
  /** The node or the ledger said no; the code and the reason are on standard error. */
  REFUSED(1),
  /** The command line is wrong; nothing was sent. */
  USAGE(2),
  /** No node answers. */
  UNREACHABLE(3),
  /** A key is locked or missing, or a passphrase is wrong. */
  KEY(4),
  /** Disk, configuration or permissions of this machine. */
  ENVIRONMENT(5),
  /** The event is pending: it was accepted but not final in time. */
  NOT_FINAL(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the exit status of the process. */
  public int number() {
    return number;
  }
}
