package network.clawnet.p2p.kad.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.KadRecord;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.record.Validator;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class KadMachineTest {
  private static final Validator ANY =
      new Validator() {
        @Override
        public boolean isValid(byte[] key, byte[] value) {
          return value.length > 0;
        }

        @Override
        public int select(byte[] key, List<byte[]> values) {
          return 0;
        }
      };

  private final Random random = new Random(11);
  private final PeerId self = id();
  private final Map<PeerId, List<Multiaddr>> book = new HashMap<>();
  private final KadMachine machine = machine(KadConfig.server(Diversity.PUBLIC));
  private final PeerId alice = id();
  private final Multiaddr home = addr("20.1.1.1");

  private KadMachine machine(KadConfig config) {
    return new KadMachine(
        self,
        config,
        new Validators(Map.of("v", ANY)),
        peer -> book.getOrDefault(peer, List.of()),
        new Random(1));
  }

  private PeerId id() {
    byte[] key = new byte[PublicKey.BYTES];
    random.nextBytes(key);
    return PeerId.of(PublicKey.of(key));
  }

  private static Multiaddr addr(String ip) {
    try {
      return Multiaddr.parse("/ip4/" + ip + "/tcp/4001");
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <E> List<E> only(List<KadEffect> effects, Class<E> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static KadMessage answer(KadMessage request, KadPeer... closer) {
    return new KadMessage(
        request.type(), request.key(), Optional.empty(), List.of(closer), List.of());
  }

  /** Lets the peer be identified and answer the check, so that it is in the table. */
  private void admit(PeerId peer, String ip) {
    admit(machine, peer, ip);
  }

  private void admit(KadMachine to, PeerId peer, String ip) {
    book.put(peer, List.of(addr(ip)));
    List<KadEffect.Ask> checks =
        only(to.peerReady(0, peer, List.of(addr(ip))), KadEffect.Ask.class);
    to.answered(0, checks.get(0).request(), addr(ip), answer(checks.get(0).message()));
  }

  private KadReply request(KadMessage message) {
    return machine.request(0, 0, alice, home, message);
  }

  private KadMessage reply(KadMessage message) {
    return ((KadReply.Answer) request(message)).message();
  }

  @Test
  void asksAPeerForItselfBeforeItEntersTheTable() {
    PeerId peer = id();
    List<KadEffect> effects = machine.peerReady(0, peer, List.of(home));

    assertThat(machine.table().size()).isZero();
    KadEffect.Ask check = only(effects, KadEffect.Ask.class).get(0);
    assertThat(check.message().key()).isEqualTo(self.multihash());
    machine.answered(5, check.request(), home, answer(check.message()));

    assertThat(machine.table().all()).extracting(Contact::id).containsExactly(peer);
  }

  @Test
  void aPeerThatDoesNotAnswerStaysOutside() {
    KadEffect.Ask check =
        only(machine.peerReady(0, id(), List.of(home)), KadEffect.Ask.class).get(0);
    machine.tick(9_999);
    assertThat(machine.inFlight()).isEqualTo(1);
    machine.tick(10_000);
    assertThat(machine.inFlight()).isZero();

    machine.answered(10_001, check.request(), home, answer(check.message()));

    assertThat(machine.table().size()).isZero();
  }

  @Test
  void anAnswerToAnotherQuestionIsAFailure() {
    KadEffect.Ask check =
        only(machine.peerReady(0, id(), List.of(home)), KadEffect.Ask.class).get(0);

    machine.answered(
        0, check.request(), home, KadMessage.ask(MessageType.GET_VALUE, self.multihash()));

    assertThat(machine.table().size()).isZero();
    assertThat(machine.inFlight()).isZero();
  }

  @Test
  void aMillionPeersAreNotCheckedAtOnce() {
    int asked = 0;
    for (int i = 0; i < 2000; i++) {
      asked += only(machine.peerReady(0, id(), List.of(home)), KadEffect.Ask.class).size();
    }

    assertThat(asked).isEqualTo(Membership.MAX_CHECKS);
  }

  @Test
  void looksForItselfAndTheBucketsAsSoonAsSomebodyIsThere() {
    admit(id(), "20.2.1.1");

    List<KadEffect.Ask> asks = only(machine.tick(1), KadEffect.Ask.class);

    assertThat(asks).hasSize(1);
    assertThat(asks.get(0).message().key()).isEqualTo(self.multihash());
  }

  @Test
  void beginsAgainWithTheSeedsWhenNobodyIsLeft() {
    Contact seed = Contact.of(id(), List.of(home));

    assertThat(only(machine.seeds(0, List.of(seed)), KadEffect.Ask.class)).hasSize(1);
    machine.tick(10_000);
    assertThat(only(machine.tick(14_999), KadEffect.Ask.class)).isEmpty();
    assertThat(only(machine.tick(15_000), KadEffect.Ask.class)).hasSize(1);
  }

  @Test
  void tellsOnlyAddressesThatAreProven() {
    PeerId named = id();
    admit(id(), "20.2.1.1");
    KadEffect.Ask ask = only(machine.tick(1), KadEffect.Ask.class).get(0);
    Multiaddr claimed = addr("20.3.1.1");
    Multiaddr reached = addr("20.4.1.1");
    List<KadEffect> next =
        machine.answered(
            2,
            ask.request(),
            addr("20.2.1.1"),
            answer(ask.message(), new KadPeer(named, List.of(claimed, reached))));
    KadEffect.Ask second = only(next, KadEffect.Ask.class).get(0);
    machine.answered(3, second.request(), reached, answer(second.message()));

    KadMessage answer = reply(KadMessage.ask(MessageType.FIND_NODE, named.multihash()));

    assertThat(answer.closer()).contains(new KadPeer(named, List.of(reached)));
  }

  @Test
  void namesAKnownClientButNeverTheAskerOrItselfUnasked() {
    PeerId client = id();
    book.put(client, List.of(addr("20.9.1.1")));
    admit(alice, "20.1.1.1");

    KadMessage found = reply(KadMessage.ask(MessageType.FIND_NODE, client.multihash()));
    assertThat(found.closer()).containsExactly(new KadPeer(client, List.of(addr("20.9.1.1"))));
    KadMessage own = reply(KadMessage.ask(MessageType.FIND_NODE, alice.multihash()));
    assertThat(own.closer()).isEmpty();
    KadMessage us = reply(KadMessage.ask(MessageType.FIND_NODE, self.multihash()));
    assertThat(us.closer()).extracting(KadPeer::id).containsExactly(self);
  }

  @Test
  void aClientAnswersNobody() {
    machine.serve(false);

    assertThat(request(KadMessage.ask(MessageType.FIND_NODE, alice.multihash())))
        .isEqualTo(new KadReply.Refused(KadReply.Reason.NOT_SERVING));
  }

  @Test
  void keepsTheSenderAsProviderAndNobodyElse() {
    byte[] key = {1, 2, 3};

    assertThat(request(KadMessage.provide(key, new KadPeer(alice, List.of(home)))))
        .isEqualTo(new KadReply.Silence());
    request(KadMessage.provide(key, new KadPeer(id(), List.of(home))));
    request(KadMessage.provide(new byte[] {9}, new KadPeer(alice, List.of())));

    assertThat(reply(KadMessage.ask(MessageType.GET_PROVIDERS, key)).providers())
        .containsExactly(new KadPeer(alice, List.of(home)));
    assertThat(machine.kept()).isEqualTo(1);
  }

  @Test
  void refusesKeysThatAreTooLongOrEmpty() {
    KadPeer sender = new KadPeer(alice, List.of(home));

    assertThat(request(KadMessage.provide(new byte[80], sender))).isEqualTo(new KadReply.Silence());
    for (KadMessage bad :
        List.of(
            KadMessage.provide(new byte[81], sender),
            KadMessage.ask(MessageType.GET_PROVIDERS, new byte[81]),
            KadMessage.ask(MessageType.GET_PROVIDERS, new byte[0]),
            KadMessage.ask(MessageType.GET_VALUE, new byte[0]),
            KadMessage.ask(MessageType.FIND_NODE, new byte[0]),
            KadMessage.ask(MessageType.PUT_VALUE, new byte[1]))) {
      assertThat(request(bad)).isEqualTo(new KadReply.Refused(KadReply.Reason.MALFORMED));
    }
  }

  @Test
  void storesAndStampsAValueAndEchoesIt() {
    KadRecord item = new KadRecord(text("/v/a"), text("x"));

    KadMessage echo = reply(KadMessage.put(item));
    KadMessage got = reply(KadMessage.ask(MessageType.GET_VALUE, text("/v/a")));

    assertThat(echo.stored().orElseThrow().value()).isEqualTo(text("x"));
    assertThat(got.stored().orElseThrow().timeReceived()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(request(KadMessage.put(new KadRecord(text("/v/a"), new byte[0]))))
        .isEqualTo(new KadReply.Refused(KadReply.Reason.INVALID_VALUE));
    KadMessage mixed =
        new KadMessage(
            MessageType.PUT_VALUE, text("/v/b"), Optional.of(item), List.of(), List.of());
    assertThat(request(mixed)).isEqualTo(new KadReply.Refused(KadReply.Reason.MALFORMED));
  }

  @Test
  void aPeerThatFloodsIsRefusedAndOthersAreNot() {
    KadMessage question = KadMessage.ask(MessageType.FIND_NODE, alice.multihash());
    for (int i = 0; i < 500; i++) {
      assertThat(request(question)).isInstanceOf(KadReply.Answer.class);
    }

    assertThat(request(question)).isEqualTo(new KadReply.Refused(KadReply.Reason.TOO_MANY));
    assertThat(machine.request(0, 0, id(), home, question)).isInstanceOf(KadReply.Answer.class);
  }

  @Test
  void announcesWhatItProvidesAgainAfterTwentyTwoHours() {
    PeerId keeper = id();
    admit(keeper, "20.2.1.1");
    machine.announce(List.of(home));
    byte[] key = {4, 5};
    List<KadEffect> effects = machine.begin(0, 7, new KadCommand.Provide(key));
    KadEffect.Ask ask = only(effects, KadEffect.Ask.class).get(0);
    KadEffect.Tell tell =
        only(
                machine.answered(1, ask.request(), addr("20.2.1.1"), answer(ask.message())),
                KadEffect.Tell.class)
            .get(0);
    assertThat(tell.message().providers()).containsExactly(new KadPeer(self, List.of(home)));
    assertThat(only(machine.settled(2, tell.request()), KadEffect.Done.class))
        .containsExactly(new KadEffect.Done(7, new KadOutcome.Stored(1)));

    long later = 22 * 3_600_000L;
    assertThat(asksFor(machine.tick(later - 1), key)).isEmpty();
    assertThat(asksFor(machine.tick(later), key)).hasSize(1);
    machine.begin(later, 8, new KadCommand.StopProviding(key));
    assertThat(asksFor(machine.tick(2 * later + 1), key)).isEmpty();
  }

  private static List<KadEffect.Ask> asksFor(List<KadEffect> effects, byte[] key) {
    List<KadEffect.Ask> asks = new ArrayList<>(only(effects, KadEffect.Ask.class));
    asks.removeIf(ask -> !Arrays.equals(ask.message().key(), key));
    return asks;
  }

  @Test
  void namesItselfAsProviderToOthers() {
    machine.announce(List.of(home));
    machine.begin(0, 1, new KadCommand.Provide(new byte[] {4}));

    assertThat(reply(KadMessage.ask(MessageType.GET_PROVIDERS, new byte[] {4})).providers())
        .containsExactly(new KadPeer(self, List.of(home)));
  }

  @Test
  void aCommandEndsInTimeWhateverPeersDo() {
    admit(id(), "20.2.1.1");
    machine.begin(0, 3, new KadCommand.FindPeer(id()));

    List<KadEffect.Done> done = new ArrayList<>();
    for (long now = 0; now <= 61_000; now += 1000) {
      done.addAll(only(machine.tick(now), KadEffect.Done.class));
    }

    assertThat(done)
        .singleElement()
        .extracting(KadEffect.Done::outcome)
        .isInstanceOf(KadOutcome.Nothing.class);
  }

  @Test
  void beginsNoMoreCommandsThanItMay() {
    admit(id(), "20.2.1.1");
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      refused +=
          only(
                  machine.begin(0, i, new KadCommand.FindClosest(new byte[] {1, (byte) i})),
                  KadEffect.Done.class)
              .size();
    }

    assertThat(refused).isEqualTo(200 - 64);
  }

  @Test
  void believesAPeerOnlyAsFarAsItReaches() {
    Multiaddr inside = addr("192.168.1.1");
    assertThat(namedBy("20.2.2.2", Diversity.PRIVATE, inside, home)).containsExactly(home);
    assertThat(namedBy("10.2.2.2", Diversity.PRIVATE, inside, home)).containsExactly(inside, home);
    assertThat(namedBy("10.2.2.2", Diversity.PRIVATE, addr("127.0.0.1"))).isEmpty();
    assertThat(namedBy("20.2.2.2", Diversity.PUBLIC, inside, home)).containsExactly(home);
  }

  /** Returns at which of the addresses a peer is dialled that somebody at the IP address names. */
  private List<Multiaddr> namedBy(String from, Diversity diversity, Multiaddr... addrs) {
    KadMachine asking = machine(KadConfig.server(diversity));
    PeerId named = id();
    admit(asking, id(), from);
    KadEffect.Ask ask =
        only(asking.begin(0, 1, new KadCommand.FindPeer(named)), KadEffect.Ask.class).get(0);
    KadMessage told = answer(ask.message(), new KadPeer(named, List.of(addrs)));
    List<KadEffect> effects = asking.answered(0, ask.request(), addr(from), told);
    return only(effects, KadEffect.Connect.class).stream()
        .flatMap(it -> it.peer().addrs().stream())
        .toList();
  }

  @Test
  void keepsNoAddressOfAProviderThatItCannotHave() {
    byte[] key = {1, 2, 3};
    KadPeer liar = new KadPeer(alice, List.of(addr("192.168.1.1"), addr("127.0.0.1")));

    assertThat(request(KadMessage.provide(key, liar))).isInstanceOf(KadReply.Silence.class);

    assertThat(reply(KadMessage.ask(MessageType.GET_PROVIDERS, key)).providers()).isEmpty();
  }
}
