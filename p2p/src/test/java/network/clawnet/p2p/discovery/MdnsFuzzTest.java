package network.clawnet.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Packets of anyone on the wire: read within bounds, and never trouble for the machine. */
public final class MdnsFuzzTest implements FuzzTarget {
  private static Mdns machine(int number) throws DecodeException {
    Mdns machine =
        new Mdns(
            PeerId.ofMultihash(new byte[] {0, 1, (byte) number}),
            MdnsSettings.PUBLIC_SERVICE,
            true,
            new Random(number));
    machine.announce(List.of(Multiaddr.parse("/ip4/10.0.0." + number + "/tcp/4001")));
    return machine;
  }

  @Override
  public List<byte[]> samples() {
    try {
      DnsName service = DnsName.of(MdnsSettings.PUBLIC_SERVICE);
      return List.of(DnsWriter.query(service, DnsRecord.PTR), machine(1).farewell().orElseThrow());
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    DnsMessage read = DnsReader.read(input);
    assertThat(read.questions().size()).isLessThanOrEqualTo(DnsReader.MAX_ENTRIES);
    assertThat(read.records().size()).isLessThanOrEqualTo(DnsReader.MAX_ENTRIES);
    for (MdnsEffect effect : machine(2).received(0, input)) {
      if (effect instanceof MdnsEffect.Found it) {
        assertThat(it.addrs()).isNotEmpty().hasSizeLessThanOrEqualTo(Mdns.MAX_ADDRS);
      }
    }
  }
}
