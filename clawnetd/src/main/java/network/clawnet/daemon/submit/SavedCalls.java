package network.clawnet.daemon.submit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.store.NodeFamilies;

/** Makes a repeated call give the first call's answer, across restarts. Any thread. */
final class SavedCalls {
  /** How long a key is remembered. */
  static final Duration KEPT = Duration.ofDays(2);

  private final Store store;
  private final Map<Hash, Running> running = new ConcurrentHashMap<>();

  SavedCalls(Store store) {
    this.store = store;
  }

  private record Running(Hash digest, CompletableFuture<Submission> result) {}

  /** Returns the name of a call: one caller's keys never meet another's. */
  static Hash keyOf(Caller caller, SubmitOptions.Idempotency idempotency) {
    String who = caller instanceof Caller.Bearer bearer ? "credential:" + bearer.id() : "operator";
    return Hash.sha256((who + "\n" + idempotency.key()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the earlier call's answer, or empty if this call is the first, which is then running
   * until {@code result} completes.
   *
   * @throws Refused with {@code IDEMPOTENCY_MISMATCH} if the key came with another request
   */
  Optional<CompletableFuture<Submission>> begin(
      Hash key, Hash digest, CompletableFuture<Submission> result) throws Refused, IOException {
    Running earlier = running.putIfAbsent(key, new Running(digest, result));
    if (earlier != null) {
      requireSame(earlier.digest(), digest);
      return Optional.of(earlier.result());
    }
    // from here on others wait for this call's result, so every way out must complete it
    try {
      Optional<SavedCall> saved = read(key);
      if (saved.isEmpty()) {
        return Optional.empty();
      }
      requireSame(saved.get().digest(), digest);
      result.complete(saved.get().submission());
    } catch (Refused | IOException e) {
      result.completeExceptionally(e);
      running.remove(key);
      throw e;
    }
    running.remove(key);
    return Optional.of(result);
  }

  /** The call that {@link #begin} let run has ended. */
  void end(Hash key) {
    running.remove(key);
  }

  /** Forgets calls older than {@link #KEPT}. */
  void prune(long now) throws IOException {
    List<Store.Write> old = new ArrayList<>();
    store.scan(
        NodeFamilies.IDEMPOTENCY,
        new byte[0],
        null,
        (key, value) -> {
          if (isOld(value, now)) {
            old.add(new Store.Write(NodeFamilies.IDEMPOTENCY, key, null));
          }
          return true;
        });
    store.write(old, false);
  }

  private static boolean isOld(byte[] value, long now) {
    try {
      return SavedCall.decode(value).savedAt() < now - KEPT.toMillis();
    } catch (DecodeException e) {
      return true;
    }
  }

  private Optional<SavedCall> read(Hash key) throws IOException {
    byte[] value = store.get(NodeFamilies.IDEMPOTENCY, key.bytes());
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SavedCall.decode(value));
    } catch (DecodeException e) {
      throw new IOException("the node database is damaged: cannot read an idempotency key", e);
    }
  }

  private static void requireSame(Hash first, Hash second) throws Refused {
    if (!first.equals(second)) {
      throw new Refused(
          AppCodes.IDEMPOTENCY_MISMATCH,
          "this Idempotency-Key came with another request before: use a new key");
    }
  }
}
