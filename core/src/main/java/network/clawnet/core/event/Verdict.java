package network.clawnet.core.event;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;

/** The outcome of checking an event against the state. */
public sealed interface Verdict {
  /** The event may be applied. */
  enum Accept implements Verdict {
    ACCEPT
  }

  /**
   * The event must not be applied.
   *
   * @param message a sentence for people, naming the cause and what to do
   * @param details further members for programs, for example {@code needed} and {@code available}
   */
  record Reject(RejectCode code, String message, SortedMap<String, Json> details)
      implements Verdict {
    /** Returns the same refusal with one more detail. */
    public Reject with(String name, Json value) {
      TreeMap<String, Json> more = new TreeMap<>(details);
      more.put(name, value);
      return new Reject(code, message, more);
    }

    /** Names an event or a block. */
    public Reject with(String name, Hash value) {
      return with(name, Json.of(value.hex()));
    }

    public Reject with(String name, long value) {
      return with(name, Json.of(value));
    }
  }

  static Verdict accept() {
    return Accept.ACCEPT;
  }

  static Reject reject(RejectCode code, String message) {
    return new Reject(code, message, new TreeMap<>());
  }

  default boolean accepted() {
    return this instanceof Accept;
  }

  /** Returns this refusal, or what the next check says: the first refusal counts. */
  default Verdict then(Supplier<? extends Verdict> next) {
    return accepted() ? next.get() : this;
  }
}
