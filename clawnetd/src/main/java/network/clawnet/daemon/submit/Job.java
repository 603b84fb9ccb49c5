package network.clawnet.daemon.submit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.SubmitOptions;

/**
 * One intent on its way.
 *
 * @param key destroyed when the job is done
 * @param callKey name of the call in the node database; empty without an idempotency key
 * @param done completes when the event is durable here
 */
record Job(
    Intent intent,
    SubmitOptions options,
    SigningKey key,
    Optional<Hash> callKey,
    CompletableFuture<Submission> done) {
  Job(Intent intent, SubmitOptions options, SigningKey key, Optional<Hash> callKey) {
    this(intent, options, key, callKey, new CompletableFuture<>());
  }
}
