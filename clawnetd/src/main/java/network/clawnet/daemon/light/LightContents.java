package network.clawnet.daemon.light;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;
import network.clawnet.daemon.app.message.Contents;

/** Contents are for full nodes, as the messages are in which they travel. */
final class LightContents implements Contents {
  @Override
  public CompletableFuture<Shown> put(Did owner, Piece piece) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }

  @Override
  public CompletableFuture<Part> get(Did owner, Hash content, long offset) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }

  @Override
  public CompletableFuture<Void> discard(Did owner, Hash content) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }
}
