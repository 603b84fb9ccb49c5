package network.clawnet.daemon.app.message;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Refused;

/**
 * Calls of leased capabilities: the renter's node asks the provider's node, which asks the
 * provider's program. Source: docs/protocol/delivery.md, section 6. Any thread.
 */
public interface Calls {
  /** Most bytes of what is asked, and of what is answered. */
  int MAX_BYTES = 250_000;

  /** Longest time for which a call is waited for. */
  Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** What the bytes of a call are. The codes travel and never change. */
  enum Form {
    BYTES(0, "application/octet-stream"),
    TEXT(1, "text/plain; charset=utf-8"),
    JSON(2, "application/json");

    private final int code;
    private final String contentType;

    Form(int code, String contentType) {
      this.code = code;
      this.contentType = contentType;
    }

    public int code() {
      return code;
    }

    /** Returns what the provider's program is told. */
    public String contentType() {
      return contentType;
    }
  }

  /** What is asked; at most {@link #MAX_BYTES}. */
  record Asked(Did renter, Hash lease, Form form, byte[] input) {}

  /** Where a call stands. */
  enum State {
    WAITING,
    ANSWERED;

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of a call.
   *
   * @param status of HTTP, as the provider's program or its node said; 0 while it waits
   * @param output what it said
   * @param units all that the renter has signed for answers that count
   */
  record Outcome(String id, State state, int status, byte[] output, long units) {}

  /**
   * How much a lease was used, as this node knows.
   *
   * @param units answers that count
   * @param consent the renter's, to a meter of so many units; only on the provider's node
   * @param last the renter's last call
   */
  record Usage(long units, Optional<Cosign> consent, Optional<Outcome> last) {}

  /**
   * Calls, and waits for the answer. One call of a lease at a time.
   *
   * @return fails with {@code Refused}: what the key says, {@code LEASE_NOT_FOUND}, {@code
   *     LEASE_NOT_PARTY}, {@code LEASE_INVALID_STATE}, {@code LEASE_QUOTA}, {@code CALL_PENDING}
   */
  CompletableFuture<Outcome> call(Asked asked, Caller caller, Duration wait);

  /**
   * Returns what a party knows of its lease's use.
   *
   * @throws Refused {@code LEASE_NOT_FOUND}, {@code LEASE_NOT_PARTY}
   */
  Usage usage(Did party, Hash lease) throws IOException, Refused;

  /** Says where the provider's program takes calls of a listing; empty: nowhere. */
  CompletableFuture<Void> listen(Hash listing, Optional<URI> url);
}
