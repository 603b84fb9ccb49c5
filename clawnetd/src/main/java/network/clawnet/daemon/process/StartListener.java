package network.clawnet.daemon.process;

/**
 * Hears how a start goes on: the terminal itself, or the process that put this one into the
 * background. Called by the thread that starts the node.
 */
public interface StartListener {
  /** Passes on a line for the operator. */
  void line(String text);

  /** The node is ready; nothing more is heard afterwards. */
  void ready();

  /** The node will not start. */
  void failed(String cause);
}
