package network.clawnet.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventRelayTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MemoryNetwork net = new MemoryNetwork(5);
  private final CertifiedChain chain = new CertifiedChain(net, 4);

  /** A node with a pool and a relay, and no consensus. */
  private final class Node implements FinalityListener {
    final MemoryHost host;
    final CertifiedChain.Ledger ledger;
    final Set<PeerId> validators = new HashSet<>();
    final EventRelay relay;
    private @Nullable EventRelay told;

    Node(String name) {
      host = net.host(name);
      ledger = CertifiedChain.Ledger.open(net, chain.genesis(), new MemoryStore(), this);
      ledger.service().connect(answer -> {}, head -> {});
      relay =
          new EventRelay(
              new RelayParts(
                  chain.genesis().chainId(),
                  host,
                  ledger.service(),
                  () -> validators,
                  new RelayParts.Threads(new NetLane(net), net::nanos, 1),
                  fault -> {
                    throw new AssertionError(fault);
                  }));
      told = relay;
    }

    void submit(byte[] event) {
      var admitted = ledger.service().submit(event);
      net.run(Duration.ZERO);
      assertThat(admitted.join().verdict().accepted()).isTrue();
    }

    int waiting() {
      CompletableFuture<Integer> size = ledger.service().ask(pool -> pool.size());
      net.run(Duration.ZERO);
      return size.join();
    }

    @Override
    public void onFinal(FinalBlock block) {
      throw new AssertionError("no block is made here");
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      throw new AssertionError("dropped: " + reason);
    }

    @Override
    public void onAdmitted(PreparedEvent event) {
      if (told != null) {
        told.onAdmitted(event);
      }
    }
  }

  private Topic loud(MemoryHost host) {
    return host.join(
        "/clawnet/" + chain.genesis().chainId().hex().substring(0, 8) + "/events/1",
        new TopicTerms(1 << 20, 10, SECOND),
        it -> CompletableFuture.completedStage(Judgement.IGNORE));
  }

  private static byte[] batch(byte[]... events) {
    return new EventBatch(0, List.of(events)).encode();
  }

  @Test
  void anAdmittedEventReachesEveryPoolByWayOfOthers() {
    Node a = new Node("a");
    Node b = new Node("b");
    Node c = new Node("c");
    net.connect(a.host, b.host);
    net.connect(b.host, c.host);

    a.submit(chain.payment().bytes());
    a.submit(chain.payment().bytes());
    net.run(SECOND);

    assertThat(b.waiting()).isEqualTo(2);
    assertThat(c.waiting()).isEqualTo(2);
    assertThat(a.relay.counts().published()).isEqualTo(2);
    assertThat(b.relay.counts().published()).isZero();
    assertThat(c.relay.counts().accepted()).isEqualTo(2);
  }

  @Test
  void eventsThatComeInTheWrongOrderWaitForOneAnother() {
    Node a = new Node("a");
    MemoryHost loud = net.host("loud");
    Topic topic = loud(loud);
    net.connectAll();
    byte[] first = chain.payment().bytes();
    byte[] second = chain.payment().bytes();
    byte[] third = chain.payment().bytes();

    topic.publish(batch(third));
    topic.publish(batch(second));
    net.run(SECOND);
    assertThat(a.waiting()).isZero();
    topic.publish(batch(first));
    net.run(SECOND);

    assertThat(a.waiting()).isEqualTo(3);
    assertThat(a.host.judged(Judgement.ACCEPT)).isEqualTo(3);
    assertThat(a.host.faults()).isEmpty();
  }

  @Test
  @DisplayName("T-A9: what nobody signed is rejected and soon cuts the peer off")
  void whatNobodySignedIsRejectedAndCutsThePeerOffSoon() {
    Node a = new Node("a");
    MemoryHost liar = net.host("liar");
    Topic topic = loud(liar);
    net.connectAll();
    for (int i = 0; i < 2; i++) {
      topic.publish(batch(forge(chain.payment().bytes())));
      net.run(SECOND);
    }

    assertThat(a.waiting()).isZero();
    assertThat(a.host.judged(Judgement.REJECT)).isPositive();
    assertThat(a.host.faults()).isNotEmpty();
    assertThat(a.host.faults().get(0).what().points()).isGreaterThanOrEqualTo(20);
  }

  /** Changes one character of the signature. */
  private static byte[] forge(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    int at = text.indexOf("\"sig\":\"") + 12;
    char other = text.charAt(at) == '2' ? '3' : '2';
    return (text.substring(0, at) + other + text.substring(at + 1))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void garbageIsRejectedAndCounted() {
    Node a = new Node("a");
    MemoryHost liar = net.host("liar");
    Topic topic = loud(liar);
    net.connectAll();
    topic.publish(new byte[] {1, 2, 3});
    topic.publish(Arrays.copyOf(batch(chain.payment().bytes()), 40));
    topic.publish(batch("{}".getBytes(StandardCharsets.UTF_8)));
    net.run(SECOND);

    assertThat(a.host.judged(Judgement.REJECT)).isEqualTo(3);
    assertThat(a.host.faults()).hasSize(3);
  }

  @Test
  @DisplayName("T-A9: an ordinary peer brings no more than its rate, a validator as much as it has")
  void anOrdinaryPeerBringsNoMoreThanItsRateAValidatorAsMuchAsItHas() {
    Node a = new Node("a");
    Node b = new Node("b");
    MemoryHost loud = net.host("loud");
    b.validators.add(loud.self());
    Topic topic = loud(loud);
    net.connect(a.host, loud);
    net.connect(b.host, loud);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < Ingress.BURST_EVENTS + 200; i++) {
      events.add(chain.payment().bytes());
    }
    for (EventBatch batch : EventBatch.split(0, events)) {
      topic.publish(batch.encode());
    }
    net.run(Duration.ofMillis(100));

    assertThat(a.waiting()).isLessThanOrEqualTo(Ingress.BURST_EVENTS);
    assertThat(a.relay.counts().limited()).isPositive();
    assertThat(a.host.faults()).isEmpty();
    assertThat(b.waiting()).isEqualTo(Ingress.BURST_EVENTS + 200);
  }

  @Test
  @DisplayName("T-A10: events that wait for others take no place from those that do not")
  void eventsThatWaitTakeNoPlaceFromOthers() {
    Node a = new Node("a");
    List<Topic> stuffers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      stuffers.add(loud(net.host("stuffer " + i)));
    }
    Topic honest = loud(net.host("honest"));
    net.connectAll();
    byte[] good = chain.payment().bytes();
    for (int i = 0; i < 300; i++) {
      TestActor nobody = new TestActor("nobody " + i);
      stuffers.get(i % 10).publish(batch(event(nobody.did(), nobody, 2, 1)));
      net.run(Duration.ofMillis(1));
    }
    honest.publish(batch(good));
    net.run(Duration.ofMillis(10));

    assertThat(a.waiting()).isEqualTo(1);
    assertThat(a.host.judged(Judgement.ACCEPT)).isEqualTo(1);
    assertThat(a.host.judged(Judgement.IGNORE)).isEqualTo(300 - Judgements.MAX_OPEN);
    net.run(Duration.ofSeconds(7));
    assertThat(a.host.judged(Judgement.IGNORE)).isEqualTo(300);
  }

  private byte[] event(Did issuer, TestActor signer, long nonce, long fee) {
    return signer
        .sign(
            new Envelope(
                chain.genesis().chain(),
                PayRules.TYPE,
                issuer,
                chain.genesis().time(),
                nonce,
                new Tokens(fee),
                PayRules.payload(signer, 1),
                Hash.ZERO,
                List.of()))
        .bytes();
  }

  @Test
  @DisplayName("T-A10: what nobody can pay for is in no pool, and nothing is kept of it")
  void whatNobodyCanPayForIsInNoPool() {
    Node a = new Node("a");
    Topic topic = loud(net.host("poor"));
    net.connectAll();
    for (int i = 0; i < 50; i++) {
      TestActor nobody = new TestActor("poor " + i);
      topic.publish(batch(event(nobody.did(), nobody, 1, 1)));
    }
    net.run(SECOND);

    assertThat(a.waiting()).isZero();
    assertThat(a.relay.counts().refused()).isEqualTo(50);
  }

  @Test
  @DisplayName("T-A11: whoever raises the fee again and again gains nothing and costs no signature")
  void raisingTheFeeGainsNothing() {
    Node a = new Node("a");
    MemoryHost host = net.host("sniper");
    Topic topic = loud(host);
    net.connectAll();
    a.submit(chain.payment().bytes());
    long fee = 1;
    for (int i = 0; i < 40; i++) {
      fee = fee * 5 / 4 + 1;
      topic.publish(batch(event(chain.payer().did(), new TestActor("sniper"), 1, fee)));
    }
    net.run(SECOND);

    assertThat(a.waiting()).isEqualTo(1);
    assertThat(a.relay.counts().accepted()).isZero();
    assertThat(a.relay.counts().refused()).isEqualTo(40);
    assertThat(a.host.faults())
        .as("the signatures are false, and nobody has looked at them")
        .isEmpty();
  }

  @Test
  void anEventThatNobodyHeardIsToldAgain() {
    Node a = new Node("a");
    Node b = new Node("b");
    a.submit(chain.payment().bytes());
    net.run(SECOND);
    net.connectAll();
    net.run(Duration.ofSeconds(20));
    assertThat(b.waiting()).isZero();

    net.run(Duration.ofSeconds(20));

    assertThat(b.waiting()).isEqualTo(1);
  }

  @Test
  void validatorsPullWhatGossipHasLost() {
    Node a = new Node("a");
    Node b = new Node("b");
    net.lose(a.host, b.host, 1);
    net.connectAll();
    a.submit(chain.payment().bytes());
    a.submit(chain.payment().bytes());
    net.run(SECOND);
    assertThat(b.waiting()).isZero();
    a.validators.add(b.host.self());
    b.validators.add(a.host.self());

    net.run(Duration.ofSeconds(3));

    assertThat(b.waiting()).isEqualTo(2);
    assertThat(b.relay.counts().pulled()).isEqualTo(2);
    assertThat(b.relay.counts().published()).isZero();
  }

  @Test
  void nobodyElseIsTold() {
    Node a = new Node("a");
    Node b = new Node("b");
    net.lose(a.host, b.host, 1);
    net.connectAll();
    a.submit(chain.payment().bytes());
    b.validators.add(a.host.self());

    net.run(Duration.ofSeconds(5));

    assertThat(b.waiting()).isZero();
  }
}
