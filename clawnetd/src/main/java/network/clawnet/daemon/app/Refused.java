package network.clawnet.daemon.app;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;

/**
 * An expected refusal: the caller or the state of the ledger is in the way, and nothing changed.
 *
 * <p>Use cases throw it, or complete a future with it as cause. It has no stack trace because it is
 * an answer, not a fault.
 */
public final class Refused extends Exception {
  private final RejectCode code;
  private final SortedMap<String, Json> details;

  /**
   * Makes a refusal.
   *
   * @param message a sentence that says what to do; shown to the caller
   * @param details further members of the error, for example {@code needed} and {@code available}
   */
  public Refused(RejectCode code, String message, SortedMap<String, Json> details) {
    super(message, null, false, false);
    this.code = code;
    this.details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  public Refused(RejectCode code, String message) {
    this(code, message, Collections.emptySortedMap());
  }

  /** Returns the refusal that a rule gave. */
  public static Refused of(Verdict.Reject reject) {
    return new Refused(reject.code(), reject.message(), reject.details());
  }

  /** Returns the same refusal with one more detail. */
  public Refused with(String name, Json value) {
    TreeMap<String, Json> more = new TreeMap<>(details);
    more.put(name, value);
    return new Refused(code, message(), more);
  }

  /** Returns the same refusal with one more detail. */
  public Refused with(String name, long value) {
    return with(name, Json.of(value));
  }

  public RejectCode code() {
    return code;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public SortedMap<String, Json> details() {
    return details;
  }
}
