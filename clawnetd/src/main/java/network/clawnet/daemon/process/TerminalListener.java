package network.clawnet.daemon.process;

import java.io.PrintStream;

/** Shows a start in the foreground. */
public final class TerminalListener implements StartListener {
  private final PrintStream out;
  private final PrintStream err;

  /** Takes where lines and causes of failure go. */
  public TerminalListener(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void line(String text) {
    out.println(text);
  }

  @Override
  public void ready() {
    out.flush();
  }

  @Override
  public void failed(String cause) {
    err.println("clawnetd: " + cause);
  }
}
