package network.clawnet.p2p.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Seals the input as a record, so that the attack gets past the signature, and opens it; and opens
 * the input as an envelope.
 */
public final class PeerRecordFuzzTest implements FuzzTarget {
  private static final HostKey HOST = new HostKey(SigningKey.of(new byte[SigningKey.BYTES]));
  private static final SignedEnvelope.Purpose PURPOSE =
      new SignedEnvelope.Purpose("libp2p-peer-record", new byte[] {3, 1});

  @Override
  public List<byte[]> samples() {
    try {
      Multiaddr address = Multiaddr.parse("/ip4/127.0.0.1/tcp/4001");
      PeerRecord record = new PeerRecord(HOST.peerId(), 1, List.of(address, address));
      return List.of(record.encode(), record.seal(HOST).encoded());
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    try {
      assertThat(PeerRecord.open(input).peerId()).isEqualTo(HOST.peerId());
      return;
    } catch (DecodeException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
    PeerRecord record = PeerRecord.open(SignedEnvelope.seal(HOST, PURPOSE, input).encoded());

    assertThat(PeerRecord.open(record.seal(HOST).encoded())).isEqualTo(record);
  }
}
