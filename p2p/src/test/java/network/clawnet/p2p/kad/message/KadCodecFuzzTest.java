package network.clawnet.p2p.kad.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Messages of the DHT: what is read is within the limits and is read alike when written again. */
public final class KadCodecFuzzTest implements FuzzTarget {
  private static final byte[] KEY = {0x12, 0x03, 1, 2, 3};

  @Override
  public List<byte[]> samples() {
    try {
      Multiaddr addr = Multiaddr.parse("/ip4/1.2.3.4/tcp/4001");
      PeerId id = PeerId.ofMultihash(new byte[] {0, 3, 7, 8, 9});
      KadPeer peer = new KadPeer(id, List.of(addr, addr), Reachability.CONNECTED);
      KadRecord item = new KadRecord(KEY, new byte[] {5, 6}, "2026-01-01T00:00:00Z");
      return List.of(
          KadCodec.encode(KadMessage.ask(MessageType.FIND_NODE, KEY)),
          KadCodec.encode(KadMessage.put(item)),
          KadCodec.encode(KadMessage.provide(KEY, peer)),
          KadCodec.encode(
              new KadMessage(
                  MessageType.GET_PROVIDERS,
                  KEY,
                  Optional.of(item),
                  List.of(peer, peer),
                  List.of(peer))));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    KadMessage read = KadCodec.decode(input);
    assertThat(read.key().length).isLessThanOrEqualTo(KadCodec.MAX_KEY_BYTES);
    assertThat(read.closer().size()).isLessThanOrEqualTo(KadCodec.MAX_PEERS);
    assertThat(read.providers().size()).isLessThanOrEqualTo(KadCodec.MAX_PEERS);

    byte[] written = KadCodec.encode(read);

    assertThat(KadCodec.encode(KadCodec.decode(written))).isEqualTo(written);
    if (read.stored().isEmpty()) {
      assertThat(KadCodec.encode(KadCodec.fit(read)).length)
          .isLessThanOrEqualTo(KadCodec.MAX_ANSWER_BYTES);
    }
  }
}
