package network.clawnet.daemon.light;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.message.Messages;
import org.jspecify.annotations.Nullable;

/** Messages are for full nodes: who may write to whom is read from the ledger. */
final class LightMessages implements Messages {
  @Override
  public CompletableFuture<String> send(Draft draft, char @Nullable [] passphrase) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }

  @Override
  public Optional<State> state(String id) {
    return Optional.empty();
  }

  @Override
  public CompletableFuture<List<Opened>> inbox(Did of, long after, int limit) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }
}
