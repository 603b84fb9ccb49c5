package network.clawnet.daemon.http.testing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.message.Calls;

/** Calls that are answered with what was asked. */
public final class FakeCalls implements Calls {
  public final List<Asked> asked = new ArrayList<>();
  public final List<Optional<URI>> endpoints = new ArrayList<>();

  @Override
  public CompletableFuture<Outcome> call(Asked call, Caller caller, Duration wait) {
    asked.add(call);
    return CompletableFuture.completedFuture(
        wait.isZero()
            ? new Outcome("c1", State.WAITING, 0, new byte[0], 6)
            : new Outcome("c1", State.ANSWERED, 200, call.input(), 7));
  }

  @Override
  public Usage usage(Did party, Hash lease) {
    return new Usage(
        7, Optional.of(new Cosign(FakeNode.BOB, new byte[] {1, 2, 3})), Optional.empty());
  }

  @Override
  public CompletableFuture<Void> listen(Hash listing, Optional<URI> url) {
    endpoints.add(url);
    return CompletableFuture.completedFuture(null);
  }
}
