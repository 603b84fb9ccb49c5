package network.clawnet.p2p.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** What one peer says of itself is bounded, and what we would pass on of it reads back the same. */
public final class IdentityReaderFuzzTest implements FuzzTarget {
  private static byte[] sample(int recordBytes) {
    try {
      Identity identity =
          new Identity(
              Optional.of(new byte[36]),
              List.of(Multiaddr.parse("/ip4/10.0.0.1/tcp/1"), Multiaddr.parse("/dns/a/tcp/2")),
              List.of("/ipfs/id/1.0.0", "/meshsub/1.1.0"),
              Optional.of(Multiaddr.parse("/ip6/::1/tcp/3")),
              Optional.of("ipfs/0.1.0"),
              Optional.of("js-libp2p/3.3.11"),
              Optional.of(new byte[recordBytes]));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      IdentityWriter.messages(identity).forEach(out::writeBytes);
      return out.toByteArray();
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<byte[]> samples() {
    return List.of(sample(10), sample(2_000));
  }

  private static Identity read(byte[] bytes) throws DecodeException {
    IdentityReader reader = new IdentityReader();
    reader.read(ByteBuffer.wrap(bytes));
    return reader.finish();
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    Identity said = read(input);

    assertThat(said.addresses().size()).isLessThanOrEqualTo(IdentifyLimits.MAX_ADDRESSES);
    assertThat(said.protocols().size()).isLessThanOrEqualTo(IdentifyLimits.MAX_PROTOCOLS);
    said.agent()
        .ifPresent(
            agent ->
                assertThat(agent.codePointCount(0, agent.length()))
                    .isLessThanOrEqualTo(IdentifyLimits.MAX_VERSION_CHARS));
  }
}
