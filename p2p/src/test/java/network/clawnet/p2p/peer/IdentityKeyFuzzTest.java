package network.clawnet.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** A key encodes to the same bytes again, has a peer id, and can judge any signature. */
public final class IdentityKeyFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    IdentityKey own = IdentityKey.of(PublicKey.of(new byte[PublicKey.BYTES]));
    return Stream.concat(
            Stream.of(own.encode()), ForeignKeysTest.known().map(ForeignKeysTest.Known::keyBytes))
        .toList();
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    IdentityKey key = IdentityKey.decode(input);

    assertThat(key.encode()).isEqualTo(input);
    assertThat(key.peerId().multihash()).isNotEmpty();
    assertThat(key.verify(input, input)).isFalse();
  }
}
