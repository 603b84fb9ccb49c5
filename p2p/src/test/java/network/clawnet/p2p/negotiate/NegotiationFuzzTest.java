package network.clawnet.p2p.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** Both sides stay within what they may send, and agree on nothing that they do not speak. */
public final class NegotiationFuzzTest implements FuzzTarget {
  private static final List<String> OURS = List.of("/a/1", "/b/1");

  @Override
  public List<byte[]> samples() {
    return List.of(
        "\u0013/multistream/1.0.0\n\u0005/b/1\nxyz".getBytes(StandardCharsets.US_ASCII),
        "\u0013/multistream/1.0.0\n\u0003na\n\u0003na\n".getBytes(StandardCharsets.US_ASCII),
        "\u0013/multistream/1.0.0\n\u0003ls\n\u0005/a/1\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    try {
      check(new Initiator(OURS).feed(ByteBuffer.wrap(input)));
    } catch (DecodeException e) {
      assertThat(e).hasMessageNotContaining("null"); // the responder may still take it
    }
    check(new Responder(OURS::contains).feed(ByteBuffer.wrap(input)));
  }

  private static void check(Progress progress) {
    assertThat(progress.status() == Progress.Status.AGREED)
        .isEqualTo(OURS.contains(progress.protocol()));
    assertThat(progress.send().length).isLessThanOrEqualTo(Responder.MAX_MESSAGES * 20);
  }
}
