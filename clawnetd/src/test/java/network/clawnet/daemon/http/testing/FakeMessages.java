package network.clawnet.daemon.http.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.message.Messages;
import org.jspecify.annotations.Nullable;

/** Messages that go nowhere. */
public final class FakeMessages implements Messages {
  public final List<Draft> sent = new ArrayList<>();
  public final List<Opened> inbox = new ArrayList<>();
  public final Map<String, State> states = new TreeMap<>();

  @Override
  public CompletableFuture<String> send(Draft draft, char @Nullable [] passphrase) {
    sent.add(draft);
    return CompletableFuture.completedFuture("id" + sent.size());
  }

  @Override
  public Optional<State> state(String id) {
    return Optional.ofNullable(states.get(id));
  }

  @Override
  public CompletableFuture<List<Opened>> inbox(Did of, long after, int limit) {
    return CompletableFuture.completedFuture(
        inbox.stream().filter(it -> it.number() > after).limit(limit).toList());
  }
}
