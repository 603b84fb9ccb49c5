package network.clawnet.cli.output;

import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/**
 * The end of a command that did not do what was asked: a stable code, one sentence, and where it is
 * known the next step.
 */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final transient Json.Obj details;
  private final @Nullable String hint;

  /**
   * Creates a failure.
   *
   * @param details further members of the node's error, such as {@code needed}; may be empty
   * @param hint what to do next, in the user's language; null where nothing useful is known
   */
  public Failure(
      ExitCode exit, String code, String message, Json.Obj details, @Nullable String hint) {
    super(message, null, false, false);
    this.exit = exit;
    this.code = code;
    this.details = details;
    this.hint = hint;
  }

  /** Creates a failure without details. */
  public Failure(ExitCode exit, String code, String message, @Nullable String hint) {
    this(exit, code, message, Json.Obj.EMPTY, hint);
  }

  public ExitCode exit() {
    return exit;
  }

  public String code() {
    return code;
  }

  public Json.Obj details() {
    return details;
  }

  public @Nullable String hint() {
    return hint;
  }

  /** Returns the sentence; never null. */
  public String sentence() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
