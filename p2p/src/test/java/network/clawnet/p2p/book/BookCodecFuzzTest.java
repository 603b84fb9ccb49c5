package network.clawnet.p2p.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** A damaged file is refused, and whatever is read can be written and read again. */
public final class BookCodecFuzzTest implements FuzzTarget {
  private static final long NOW = 1_000;

  @Override
  public List<byte[]> samples() {
    try {
      PeerId peer = PeerId.ofMultihash(new byte[] {0, 3, 1, 2, 3});
      PeerBook book = new PeerBook();
      book.add(NOW, peer, List.of(Multiaddr.parse("/ip4/10.0.0.1/tcp/1")), Source.OPERATOR);
      book.record(NOW, peer, -1, new byte[] {1, 2}, List.of(Multiaddr.parse("/dns/a/tcp/2")));
      Ban ban = new Ban(peer, Instant.ofEpochMilli(2_000), "why");
      return List.of(
          BookCodec.encode(NOW, new BookContent(book, List.of(ban))),
          BookCodec.encode(NOW, new BookContent(new PeerBook(), List.of())));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    BookContent content = BookCodec.decode(NOW, input);

    byte[] written = BookCodec.encode(NOW, content);
    assertThat(BookCodec.encode(NOW, BookCodec.decode(NOW, written))).isEqualTo(written);
  }
}
