package network.clawnet.bench.peer;

/** A command could not be carried out. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandException(String why) {
    super(why);
  }

  CommandException(String why, Throwable cause) {
    super(why + ": " + cause, cause);
  }
}
