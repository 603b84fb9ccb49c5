package network.clawnet.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private static final Family META = new Family("meta");
  private static final byte[] A = {1};
  private static final byte[] B = {(byte) 0x80};

  private final MemoryStore store = new MemoryStore();

  @Test
  void losesWhatWasNotSyncedInACrash() throws IOException {
    store.write(List.of(new Write(META, A, A)), true);
    store.write(List.of(new Write(META, A, B)), false);

    assertThat(store.get(META, A)).isEqualTo(B);
    assertThat(store.durable(META, A)).isEqualTo(A);
    assertThat(store.crash().get(META, A)).isEqualTo(A);

    store.flush();
    assertThat(store.crash().get(META, A)).isEqualTo(B);
  }

  @Test
  void scansInUnsignedOrderBothWays() throws IOException {
    store.write(List.of(new Write(META, B, A), new Write(META, A, B)), false);

    List<byte[]> keys = new ArrayList<>();
    store.scan(META, new byte[0], null, (key, value) -> keys.add(key));
    store.scanBack(META, new byte[0], B, (key, value) -> keys.add(key));

    assertThat(keys).containsExactly(A, B, A);
  }

  @Test
  void failsWhenToldAndChangesNothing() throws IOException {
    store.failOn(
        access -> {
          if (access == MemoryStore.Access.WRITE) {
            throw new IOException("disk full");
          }
        });

    assertThatThrownBy(() -> store.write(List.of(new Write(META, A, A)), false))
        .hasMessage("disk full");
    assertThat(store.get(META, A)).isNull();
  }
}
