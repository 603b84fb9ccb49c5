package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.testing.NoteRules;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.units.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Four validators among many peers that only take. Time is virtual: what is measured is how long a
 * payment stands in queues and waits for places, not how fast this machine is.
 */
class CrowdTest {
  private static final Duration LAG = Duration.ofMillis(5);
  private static final int PAYMENTS = 50;
  private static final int P99 = PAYMENTS * 99 / 100 - 1;

  private final MemoryNetwork net = new MemoryNetwork(3);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final List<FullNode> validators = new ArrayList<>();
  private int paid;
  private @Nullable Topic forger;

  private void start() {
    FullNode.Table table = new FullNode.Table(net);
    for (int i = 0; i < 4; i++) {
      FullNode node = new FullNode(net, table, "validator " + i, chain.genesis(), true);
      validators.forEach(it -> net.lag(it.host, node.host, LAG));
      validators.add(node);
    }
    net.connectAll();
    net.run(Duration.ofSeconds(2));
  }

  /** Returns the times of payments in ascending order, nanoseconds from submission to finality. */
  private List<Long> pay() {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < PAYMENTS; i++) {
      FullNode node = validators.get(i % validators.size());
      long from = net.nanos();
      var unused = node.ledger.service().submit(chain.payment().bytes());
      paid++;
      assertThat(net.runUntil(() -> nonce(node) == paid, Duration.ofSeconds(10))).isTrue();
      times.add(net.nanos() - from);
      net.run(Duration.ofMillis(20));
    }
    times.sort(null);
    return times;
  }

  private long nonce(FullNode node) {
    return Accounts.get(node.ledger.database().tree(), chain.payer().did()).nonce();
  }

  private MemoryHost stranger(String name) {
    MemoryHost host = net.host(name);
    for (FullNode node : validators) {
      net.lag(host, node.host, LAG);
      net.connect(host, node.host);
    }
    return host;
  }

  private Topic events(MemoryHost host) {
    return host.join(
        "/clawnet/" + chain.genesis().chainId().hex().substring(0, 8) + "/events/1",
        new TopicTerms(1 << 20, 10, Duration.ofSeconds(1)),
        it -> CompletableFuture.completedStage(Judgement.IGNORE));
  }

  /** Opens as many streams as it may and says nothing; hears every event and passes none on. */
  private void squat(MemoryHost host) {
    Topic unusedTopic = events(host);
    SyncProtocols protocols = new SyncProtocols(chain.genesis().chainId());
    for (FullNode node : validators) {
      for (String protocol : List.of(protocols.status(), protocols.epochs(), protocols.blocks())) {
        for (int i = 0; i < 4; i++) {
          var unused = host.open(node.host.self(), List.of(protocol), SyncProtocols.terms());
        }
      }
    }
  }

  @Test
  @DisplayName("T-A7: five hundred peers without a vote do not double the time to finality")
  void fiveHundredPeersWithoutAVote() {
    start();
    long alone = pay().get(P99);
    for (int i = 0; i < 500; i++) {
      squat(stranger("sybil " + i));
    }
    net.run(Duration.ofSeconds(1));
    assertThat(validators.get(0).host.peers()).hasSize(503);

    long crowded = pay().get(P99);

    assertThat(crowded).isLessThan(2 * alone);
    assertThat(validators).allMatch(it -> it.height() == validators.get(0).height());
  }

  // ---- spam

  private static final int SPAMMERS = 10;
  private static final int BATCH = 200;
  private static final Duration EVERY = Duration.ofMillis(100);

  /** Ten times what one peer may bring, of signed events that cost nothing. */
  private void spamNotes(int spammer) {
    Topic topic = events(stranger("spammer " + spammer));
    List<byte[]> notes = new ArrayList<>();
    for (int i = 0; i < 6 * BATCH; i++) {
      notes.add(note(new TestActor("spammer " + spammer + "." + i)));
    }
    repeat(0, round -> topic.publish(batch(round, slice(notes, round % 6))));
  }

  /** Payments that the payer never signed; whoever is cut off comes again under another name. */
  private void spamForgeries(int round) {
    List<byte[]> forgeries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      forgeries.add(
          new TestActor("thief")
              .sign(
                  new Envelope(
                      chain.genesis().chain(),
                      PayRules.TYPE,
                      chain.payer().did(),
                      chain.genesis().time(),
                      paid + 1,
                      new Tokens(1 + i),
                      PayRules.payload(new TestActor("thief"), 1 + round),
                      Hash.ZERO,
                      List.of()))
              .bytes());
    }
    if (round % 8 == 0) {
      forger = events(stranger("forger " + round));
    }
    Objects.requireNonNull(forger).publish(batch(round, forgeries));
  }

  private static List<byte[]> slice(List<byte[]> events, int part) {
    return events.subList(part * BATCH, (part + 1) * BATCH);
  }

  private byte[] note(TestActor issuer) {
    return issuer
        .sign(
            new Envelope(
                chain.genesis().chain(),
                NoteRules.TYPE,
                issuer.did(),
                chain.genesis().time(),
                1,
                Tokens.ZERO,
                NoteRules.payload("buy now"),
                Hash.ZERO,
                List.of()))
        .bytes();
  }

  private interface Round {
    void run(int round);
  }

  private void repeat(int round, Round task) {
    task.run(round);
    net.after(EVERY, () -> repeat(round + 1, task));
  }

  /** The wire form of a batch; each round is another message. */
  private static byte[] batch(int round, List<byte[]> events) {
    ByteWriter out = new ByteWriter(1 << 16).u8(1).u8(round % 256).u16(events.size());
    events.forEach(out::bytes);
    return out.toBytes();
  }

  @Test
  @DisplayName("T-A9: ten times the allowed events without fee or signature do not double p99")
  void spamDoesNotDelayWhoPays() {
    start();
    long alone = pay().get(P99);
    for (int i = 0; i < SPAMMERS; i++) {
      spamNotes(i);
    }
    repeat(0, this::spamForgeries);
    net.run(Duration.ofSeconds(3));

    long spammed = pay().get(P99);

    assertThat(spammed).isLessThan(2 * alone);
    for (FullNode node : validators) {
      assertThat(node.relay.counts().limited())
          .as("most of it was not even looked at")
          .isGreaterThan(5 * node.relay.counts().accepted());
      assertThat(node.host.bans()).as("forgers are cut off").isNotEmpty();
    }
  }
}
