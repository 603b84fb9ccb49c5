package network.clawnet.p2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** What decodes encodes to the same bytes, and has a text that reads back. */
public final class MultiaddrFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    HexFormat hex = HexFormat.of();
    return List.of(
        hex.parseHex("047f00000191020fa1cd03"),
        hex.parseHex("2a046574683029fe800000000000000000000000000001060001"),
        hex.parseHex("360b6578616d706c652e636f6d0601bbc003dd03"),
        hex.parseHex(
            "0401020304060fa1a503260024080112208a88e3dd7409f195fd52db2d3cba5d72ca"
                + "6709bf1d94121bf3748801b40f6f5ca202"),
        hex.parseHex("c003c10303612e62e003e10303782f79"),
        hex.parseHex("9003092f612f622e736f636b"),
        hex.parseHex("d203051203616263"),
        hex.parseHex("bc03000102030405060708090050"));
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    Multiaddr address = Multiaddr.decode(input);

    assertThat(address.bytes()).isEqualTo(input);
    assertThat(Multiaddr.parse(address.text())).isEqualTo(address);
    assertThat(address.tcpEndpoint().isPresent() && address.isRelayed()).isFalse();
    assertThat(address.withoutPeer().components().size()).isPositive();
  }
}
