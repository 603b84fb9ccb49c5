package network.clawnet.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** T-A21: batches of events. */
public final class EventBatchFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    byte[] event = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);
    return List.of(
        new EventBatch(0, List.of(event)).encode(),
        new EventBatch(20, List.of(event, new byte[0], event)).encode());
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    assertThat(EventBatch.decode(input).encode()).isEqualTo(input);
  }
}
