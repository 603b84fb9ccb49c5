package network.clawnet.daemon.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.store.NodeFamilies;
import org.junit.jupiter.api.Test;

class SavedCallsTest {
  private static final Hash KEY = hash("key");
  private static final Hash DIGEST = hash("request");

  private final MemoryStore store = new MemoryStore();
  private final SavedCalls calls = new SavedCalls(store);

  private static Hash hash(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private void save() throws IOException {
    SavedCall call =
        new SavedCall(DIGEST, 1, hash("event"), new TestActor("alice").did(), 7, new Tokens(1), 2);
    store.write(
        List.of(new Store.Write(NodeFamilies.IDEMPOTENCY, KEY.bytes(), call.encode())), true);
  }

  /** Lets a third call come in while the second looks at the disk. */
  private List<CompletableFuture<Submission>> thirdDuringRead(Hash digest) {
    List<CompletableFuture<Submission>> third = new ArrayList<>();
    store.failOn(
        access -> {
          if (third.isEmpty()) {
            try {
              third.add(calls.begin(KEY, digest, new CompletableFuture<>()).orElseThrow());
            } catch (Refused e) {
              throw new AssertionError(e);
            }
          }
        });
    return third;
  }

  @Test
  void answersAThirdCallThatCameWhileTheSecondWasLookedUp() throws Exception {
    save();
    List<CompletableFuture<Submission>> third = thirdDuringRead(DIGEST);

    CompletableFuture<Submission> second =
        calls.begin(KEY, DIGEST, new CompletableFuture<>()).orElseThrow();

    assertThat(second).isCompleted();
    assertThat(third).singleElement().satisfies(it -> assertThat(it).isCompleted());
    assertThat(third.get(0).join().hash()).isEqualTo(hash("event"));
  }

  @Test
  void refusesAThirdCallTogetherWithTheSecond() throws Exception {
    save();
    Hash other = hash("another request");
    List<CompletableFuture<Submission>> third = thirdDuringRead(other);

    assertThatThrownBy(() -> calls.begin(KEY, other, new CompletableFuture<>()))
        .isInstanceOf(Refused.class);

    assertThat(third.get(0)).isCompletedExceptionally();
  }

  @Test
  void forgetsACallWhoseLookUpFailed() throws Exception {
    store.failOn(
        access -> {
          throw new IOException("the disk is gone");
        });
    assertThatThrownBy(() -> calls.begin(KEY, DIGEST, new CompletableFuture<>()))
        .isInstanceOf(IOException.class);
    store.failOn(access -> {});

    assertThat(calls.begin(KEY, DIGEST, new CompletableFuture<>())).isEmpty();
  }
}
