package network.clawnet.daemon.light;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Calls;

/** Calls are for full nodes, as the messages are in which they travel. */
final class LightCalls implements Calls {
  @Override
  public CompletableFuture<Outcome> call(Asked asked, Caller caller, Duration wait) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }

  @Override
  public Usage usage(Did party, Hash lease) throws Refused {
    throw LightRefusals.messages();
  }

  @Override
  public CompletableFuture<Void> listen(Hash listing, Optional<URI> url) {
    return CompletableFuture.failedFuture(LightRefusals.messages());
  }
}
