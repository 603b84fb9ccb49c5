package network.clawnet.p2p.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.peer.HostKey;

/** What decodes means the same when it is encoded again. */
public final class NoisePayloadFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    HostKey host = new HostKey(SigningKey.of(new byte[SigningKey.BYTES]));
    byte[] signature = host.sign(new byte[1]);
    return List.of(
        new NoisePayload(host.identity(), signature, List.of()).encode(),
        new NoisePayload(host.identity(), signature, List.of("/yamux/1.0.0", "/x")).encode());
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    NoisePayload payload = NoisePayload.decode(input);
    NoisePayload again = NoisePayload.decode(payload.encode());

    assertThat(again.identity()).isEqualTo(payload.identity());
    assertThat(again.signature()).isEqualTo(payload.signature());
    assertThat(again.muxers()).isEqualTo(payload.muxers());
  }
}
