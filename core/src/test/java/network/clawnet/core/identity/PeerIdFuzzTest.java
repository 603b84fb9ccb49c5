package network.clawnet.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** What parses, in whatever form, has a text that reads back. */
public final class PeerIdFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    return List.of(
        "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5".getBytes(StandardCharsets.UTF_8),
        "QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC".getBytes(StandardCharsets.UTF_8),
        "k51qzi5uqu5djmw2yvf8kk5cdjc1ddc00o4d5sjwi6f79xzcay9j3gkddw5uu4"
            .getBytes(StandardCharsets.UTF_8),
        "bafzaajaiaejcbcui4poxicprsx6vfwznhs5f24wkm4e36hmucin7g5eiag2a6324"
            .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    PeerId id = PeerId.parse(new String(input, StandardCharsets.UTF_8));

    assertThat(PeerId.ofMultihash(id.multihash())).isEqualTo(id);
    assertThat(id.multihash().length).isBetween(PeerId.MIN_BYTES, PeerId.MAX_BYTES);
    id.ed25519().ifPresent(key -> assertThat(PeerId.of(key)).isEqualTo(id));
  }
}
