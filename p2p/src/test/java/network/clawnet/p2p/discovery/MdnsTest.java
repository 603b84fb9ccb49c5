package network.clawnet.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.Seeds;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class MdnsTest {
  private static final String SERVICE = MdnsSettings.PUBLIC_SERVICE;
  private static final Multiaddr HOME = addr("/ip4/192.168.1.7/tcp/4001");

  private final Random random = new Random(1);
  private final PeerId alice = id();
  private final PeerId bob = id();
  private final Mdns ours = new Mdns(alice, SERVICE, false, random);
  private final Mdns theirs = new Mdns(bob, SERVICE, false, random);

  private PeerId id() {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  private static Multiaddr addr(String text) {
    try {
      return Multiaddr.parse(text);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> sent(List<MdnsEffect> effects) {
    return effects.stream()
        .filter(MdnsEffect.Send.class::isInstance)
        .map(it -> ((MdnsEffect.Send) it).packet())
        .toList();
  }

  private static byte[] query() {
    return DnsWriter.query(DnsName.of(SERVICE), DnsRecord.PTR);
  }

  /** The last packet: the machine's own first question comes before it. */
  private static byte[] answer(Mdns machine) {
    List<byte[]> packets = sent(machine.received(0, query()));
    return packets.get(packets.size() - 1);
  }

  @Test
  void asksAsEveryLibp2pNodeDoes() {
    byte[] packet = sent(ours.tick(0)).get(0);

    assertThat(HexFormat.of().formatHex(packet))
        .isEqualTo(
            "000000000001000000000000"
                + "045f703270"
                + "045f756470"
                + "056c6f63616c"
                + "00"
                + "000c0001");
  }

  @Test
  void twoOnAWireFindEachOtherWithTheirFirstPackets() {
    ours.announce(List.of(HOME));
    theirs.announce(List.of(addr("/ip4/192.168.1.8/tcp/4002"), addr("/ip6/fd00::8/tcp/4002")));
    ours.tick(0);

    List<MdnsEffect> atOurs = new ArrayList<>();
    List<MdnsEffect> atTheirs = new ArrayList<>();
    for (byte[] packet : sent(theirs.tick(5_000))) {
      List<MdnsEffect> effects = ours.received(5_010, packet);
      atOurs.addAll(effects);
      sent(effects).forEach(answer -> atTheirs.addAll(theirs.received(5_020, answer)));
    }

    assertThat(atOurs)
        .contains(
            new MdnsEffect.Found(
                bob, List.of(addr("/ip4/192.168.1.8/tcp/4002"), addr("/ip6/fd00::8/tcp/4002"))));
    assertThat(atTheirs).contains(new MdnsEffect.Found(alice, List.of(HOME)));
  }

  @Test
  void answersWithAPointerATextAServiceAndAddresses() throws DecodeException {
    ours.announce(List.of(HOME));

    DnsMessage answer = DnsReader.read(answer(ours));

    assertThat(answer.isResponse()).isTrue();
    assertThat(answer.records())
        .extracting(DnsRecord::type)
        .containsExactly(DnsRecord.PTR, DnsRecord.TXT, DnsRecord.SRV, DnsRecord.A);
    DnsRecord pointer = answer.records().get(0);
    assertThat(pointer.name()).isEqualTo(DnsName.of(SERVICE));
    assertThat(pointer.target()).isEqualTo(answer.records().get(1).name());
    assertThat(pointer.target().labels().get(0)).matches("[a-z0-9]{32}");
    assertThat(pointer.ttlSeconds()).isEqualTo(120);
    assertThat(answer.records().get(1).texts())
        .containsExactly("dnsaddr=/ip4/192.168.1.7/tcp/4001/p2p/" + alice.text());
  }

  @Test
  void answersOnceASecondHoweverOftenItIsAsked() {
    ours.announce(List.of(HOME));
    assertThat(sent(ours.received(0, query()))).isNotEmpty();

    int answers = 0;
    for (int now = 1; now < 1_000; now++) {
      answers += sent(ours.received(now, query())).size();
    }
    assertThat(answers).isZero();
    assertThat(sent(ours.tick(1_000))).isNotEmpty();
  }

  @Test
  void asksLessAndLessOften() {
    int asked = 0;
    for (int now = 0; now < 600_000; now += 250) {
      asked += sent(ours.tick(now)).size();
    }

    assertThat(asked).isBetween(14, 17);
    ours.wireChanged();
    assertThat(sent(ours.tick(600_000))).hasSize(1);
  }

  @Test
  void answersTheDirectoryAndNoForeignService() {
    ours.announce(List.of(HOME));

    assertThat(ours.received(0, DnsWriter.query(DnsName.of("_ipp._tcp.local"), DnsRecord.PTR)))
        .isEmpty();
    assertThat(ours.received(0, DnsWriter.query(DnsName.of(SERVICE), DnsRecord.TXT))).isEmpty();
    DnsName directory = DnsName.of("_services._dns-sd._udp.local");
    assertThat(sent(ours.received(0, DnsWriter.query(directory, DnsRecord.PTR)))).hasSize(1);
  }

  @Test
  void namesAreComparedWithoutRegardToCase() {
    ours.announce(List.of(HOME));
    byte[] packet = DnsWriter.query(DnsName.of(SERVICE), DnsRecord.PTR);
    packet[14] = 'P';

    assertThat(sent(ours.received(0, packet))).isNotEmpty();
  }

  @Test
  void announcesNothingThatOthersCannotUse() {
    ours.announce(
        List.of(
            addr("/ip4/127.0.0.1/tcp/4001"),
            addr("/ip4/0.0.0.0/tcp/4001"),
            addr("/ip4/192.168.1.7/udp/4001/quic-v1")));

    assertThat(sent(ours.received(0, query()))).hasSize(1); // its own question, no answer
    Mdns testing = new Mdns(alice, SERVICE, true, random);
    testing.announce(List.of(addr("/ip4/127.0.0.1/tcp/4001")));
    assertThat(sent(testing.received(0, query()))).hasSize(2);
  }

  /** The layout of js: the texts among the answers, one per record, names compressed. */
  @Test
  void readsTextsAmongTheAnswersWithCompressedNames() {
    String text = "dnsaddr=/ip4/192.168.1.9/tcp/4003/p2p/" + bob.text();
    String service = "045f703270045f756470056c6f63616c00";
    String name = "03" + hex("abc") + "c00c";
    String length = String.format("%04x", text.length() + 1);
    String packet =
        "000084000000000200000000"
            + service
            + "000c0001"
            + "00000078"
            + "0006"
            + name
            + "c027"
            + "00100001"
            + "00000078"
            + length
            + String.format("%02x", text.length())
            + hex(text);

    List<MdnsEffect> effects = ours.received(0, HexFormat.of().parseHex(packet));

    assertThat(effects)
        .containsExactly(new MdnsEffect.Found(bob, List.of(addr("/ip4/192.168.1.9/tcp/4003"))));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] told(int ttl, String... texts) {
    DnsName name = DnsName.of(SERVICE).child("somebody");
    return DnsWriter.response(1, 0).text(name, ttl, List.of(texts)).bytes();
  }

  @Test
  void reportsAPeerOnceAMinuteUnlessItMoves() {
    byte[] packet = told(120, "dnsaddr=/ip4/192.168.1.8/tcp/1/p2p/" + bob.text());
    byte[] moved = told(120, "dnsaddr=/ip4/192.168.1.8/tcp/2/p2p/" + bob.text());

    assertThat(ours.received(0, packet)).hasSize(1);
    assertThat(ours.received(59_999, packet)).isEmpty();
    assertThat(ours.received(60_000, packet)).hasSize(1);
    assertThat(ours.received(60_001, moved)).hasSize(1);
  }

  @Test
  void believesNoFarewellNoForeignNameAndNoAddressWithoutAPeer() {
    String text = "dnsaddr=/ip4/192.168.1.8/tcp/1/p2p/" + bob.text();
    DnsName foreign = DnsName.of("_ipp._tcp.local").child("printer");

    assertThat(ours.received(0, told(0, text))).isEmpty();
    assertThat(ours.received(0, DnsWriter.response(1, 0).text(foreign, 9, List.of(text)).bytes()))
        .isEmpty();
    assertThat(
            ours.received(
                0,
                told(
                    9,
                    "dnsaddr=/ip4/192.168.1.8/tcp/1",
                    "dnsaddr=nonsense",
                    "other=x",
                    "dnsaddr=/ip4/127.0.0.1/tcp/1/p2p/" + bob.text(),
                    "dnsaddr=/ip4/192.168.1.8/tcp/1/p2p/" + alice.text())))
        .isEmpty();
  }

  @Test
  void ignoresItsOwnAnswer() {
    ours.announce(List.of(HOME));
    byte[] own = answer(ours);

    assertThat(ours.received(1, own)).isEmpty();
  }

  @Test
  void aFloodOfNamesIsBoundedPerPacketAndInTime() {
    int reported = 0;
    for (int i = 0; i < 100; i++) {
      List<String> texts = new ArrayList<>();
      for (int t = 0; t < 12; t++) {
        texts.add("dnsaddr=/ip4/192.168.1.8/tcp/1/p2p/" + id().text());
      }
      reported += ours.received(i, told(120, texts.toArray(String[]::new))).size();
    }

    assertThat(reported).isEqualTo(Mdns.MAX_REPORTS);
  }

  @Test
  void manyAddressesStillFitIntoOneFrame() throws DecodeException {
    List<Multiaddr> addrs = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      addrs.add(addr("/ip6/fd00:1111:2222:3333:4444:5555:6666:" + i + "/tcp/40001"));
    }
    ours.announce(addrs);

    byte[] packet = answer(ours);

    assertThat(packet.length).isLessThanOrEqualTo(DnsWriter.MAX_PACKET_BYTES);
    assertThat(DnsReader.read(packet).records().get(1).texts()).hasSizeGreaterThan(4);
  }

  @Test
  void aNameThatPointsAtItselfOrForwardIsRefused() {
    String head = "000000000001000000000000";

    for (String bad :
        List.of("c00c000c0001", "c00e0000000c0001", "016101c0", "40", "3f61", "c0", "ffff")) {
      assertThatThrownBy(() -> DnsReader.read(HexFormat.of().parseHex(head + bad)))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void aNameIsNoLongerThanTwoHundredFiftyFiveBytes() throws DecodeException {
    String label = "x".repeat(62);
    DnsName most = DnsName.of(String.join(".", label, label, label, label.substring(1)));
    DnsName more = DnsName.of(String.join(".", label, label, label, label + "y"));
    assertThat(DnsWriter.size(most)).isEqualTo(252 - 1 + 1);

    assertThat(DnsReader.read(DnsWriter.query(most, 12)).questions()).hasSize(1);
    assertThatThrownBy(() -> DnsReader.read(DnsWriter.query(more.child("abc"), 12)))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void countsBeyondTheLimitAreRefusedBeforeAnythingIsRead() {
    byte[] packet = HexFormat.of().parseHex("0000000001010000000000" + "00");
    assertThatThrownBy(() -> DnsReader.read(packet))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("256");
    assertThatThrownBy(() -> DnsReader.read(new byte[9001])).isInstanceOf(DecodeException.class);
  }

  @Test
  void anyBytesAreIgnoredOrUnderstood() {
    ours.announce(List.of(HOME));
    theirs.announce(List.of(HOME));
    byte[] good = answer(theirs);
    Seeds.forAll(
        3000,
        source -> {
          byte[] packet = good.clone();
          for (int i = 1 + source.nextInt(6); i > 0; i--) {
            packet[source.nextInt(packet.length)] = (byte) source.nextInt();
          }
          assertThat(ours.received(0, packet)).isNotNull();
        });
  }
}
