package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.stake.event.EvidenceReport;
import network.clawnet.core.stake.event.EvidenceReports;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.keystore.NodeKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node stakes in, validates from the epoch that was announced, leaves, gets its Tokens back, and
 * is slashed when its key contradicts itself: all by the command line, on a running network of one
 * validator that becomes one of two and one of one again, while both are killed in every epoch.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@EnabledIfEnvironmentVariable(
    named = "CI",
    matches = "true",
    disabledReason = "takes a minute and more of epochs; CI=true mvn verify runs it")
final class StakeAcceptanceIT {
  private static final Duration EPOCHS = Duration.ofMinutes(3);
  private static final long STAKE = 10_000;
  private static final long PURSE = 1_000_000;

  @TempDir Path directory;

  @Test
  void stakesInValidatesLeavesAndIsSlashed() throws Exception {
    String[] options = {"--epoch", "6s", "--unbonding", "18s", "--min-stake", "1000"};
    try (LocalNetwork network = LocalNetwork.start(new TestHome(directory), 1, 1, options)) {
      NodeProcess founder = network.node(0);
      NodeProcess newcomer = network.node(1);
      newcomer.clawnet("validator", "register").expect(0);
      newcomer.clawnet("stake", Long.toString(STAKE)).expect(0);
      assertThat(newcomer.clawnet("validator", "list").expect(0).out()).contains("waiting");

      long promised = becomeReady(newcomer);
      assertThat(epoch(founder.api())).isLessThan(promised);
      restartBoth(network, "joining");
      awaitStatus(newcomer, "active", promised);
      restartBoth(network, "active");
      assertThat(newcomer.api().get("/api/node/status").flag("validator")).isTrue();
      requireTwoNeeded(network);

      newcomer.clawnet("unstake", Long.toString(STAKE)).expect(0);
      awaitStatus(newcomer, "leaving", promised);
      restartBoth(network, "leaving");
      awaitStatus(newcomer, "idle", promised);
      restartBoth(network, "idle");
      newcomer.kill();
      pay(founder, "alone again");
      newcomer.start();
      Waiting.until(EPOCHS, () -> locked(newcomer) == 0, () -> "not unbonded: " + list(newcomer));
      assertThat(list(newcomer).body().toString()).doesNotContain("maturesAt");

      becomeReadyAndActive(newcomer);
      slash(network);
    }
  }

  private static void becomeReadyAndActive(NodeProcess newcomer) throws IOException {
    newcomer.clawnet("stake", Long.toString(STAKE)).expect(0);
    awaitStatus(newcomer, "active", becomeReady(newcomer));
  }

  /** Says ready; returns the epoch in which the key will vote. */
  private static long becomeReady(NodeProcess node) throws IOException {
    Reply ready =
        node.api()
            .post("/api/validators/ready?wait=final&timeout=60", Json.object().build())
            .expect(200);
    long height = ready.number("height");
    return node.api().get("/api/blocks/" + height).number("epoch") + 2;
  }

  private static void awaitStatus(NodeProcess node, String wanted, long notBefore) {
    Waiting.until(
        EPOCHS,
        () -> {
          boolean reached = status(node).equals(wanted);
          assertThat(reached && wanted.equals("active") && epoch(node.api()) < notBefore)
              .as("votes before epoch " + notBefore)
              .isFalse();
          return reached;
        },
        () -> "not " + wanted + ": " + list(node) + "\n" + node.output());
  }

  /** Kills one after the other; payments go on as soon as both are back. */
  private static void restartBoth(LocalNetwork network, String when) throws IOException {
    for (int i = 0; i < network.size(); i++) {
      network.node(i).kill();
      network.node(i).start();
    }
    pay(network.node(0), when);
    pay(network.node(1), when);
  }

  /** With one of two gone nothing becomes final; with both it does. */
  private static void requireTwoNeeded(LocalNetwork network) throws IOException {
    NodeProcess founder = network.node(0);
    network.node(1).kill();
    Json.Obj body = Json.object().put("to", did(founder)).put("amount", 1).build();
    Reply waits = founder.api().post("/api/wallet/transfer?wait=final&timeout=3", body);
    // a block may have been under way when the other was killed; the next one is not
    Reply stuck = founder.api().post("/api/wallet/transfer?wait=final&timeout=3", body);
    assertThat(List.of(waits.status(), stuck.status())).doesNotContain(500);
    assertThat(stuck.body().get("status")).isNotEqualTo(Json.of("final"));
    network.node(1).start();
    pay(founder, "both are back");
  }

  private static void pay(NodeProcess node, String when) {
    Json.Obj body = Json.object().put("to", other(node)).put("amount", 1).build();
    Reply reply = node.api().post("/api/wallet/transfer?wait=final&timeout=60", body);
    assertThat(reply.code()).as(() -> when + ": " + reply + "\n" + node.output()).isEqualTo("ok");
    assertThat(reply.text("status")).as(() -> when + ": " + reply).isEqualTo("final");
  }

  /** The key signs two FINALIZE votes of one view; a stranger without Tokens reports it. */
  private static void slash(LocalNetwork network) throws Exception {
    NodeProcess founder = network.node(0);
    NodeProcess liar = network.node(1);
    Genesis genesis =
        GenesisCodec.decode(Files.readAllBytes(new NodeHome(liar.directory()).genesis()));
    Path event = liar.directory().resolve("evidence.json");
    Files.write(event, evidence(genesis, liar, epoch(founder.api())));
    founder.clawnet("tx", "submit", event.toString()).expect(0);

    assertThat(status(liar)).isEqualTo("tombstoned");
    assertThat(locked(liar)).isEqualTo(STAKE - STAKE / 20);
    assertThat(liar.clawnet("stake", "5000").exit()).isNotZero();
    liar.clawnet("unstake", Long.toString(STAKE - STAKE / 20)).expect(0);
    Waiting.until(EPOCHS, () -> locked(liar) == 0, () -> "not given back: " + list(liar));
    long owned = liar.api().get("/api/wallet/balance").number("balance");
    assertThat(owned).isBetween(PURSE - STAKE / 20 - 100, PURSE - STAKE / 20 + 100);
    pay(founder, "after the slash");
  }

  private static byte[] evidence(Genesis genesis, NodeProcess node, long epoch) throws Exception {
    NodeHome home = new NodeHome(node.directory());
    try (NodeKeys keys =
        NodeKeys.openOrCreate(home.nodeKeys(), home.nodeSecret(), null, bytes -> {})) {
      SigningKey key = keys.consensus();
      PublicKey validator = key.publicKey();
      Equivocation seen =
          new Equivocation(vote(key, genesis, epoch, 1), vote(key, genesis, epoch, 2));
      TestActor reporter = new TestActor("somebody without Tokens");
      Envelope envelope =
          new Envelope(
              genesis.chain(),
              EvidenceReports.TYPE,
              reporter.did(),
              System.currentTimeMillis(),
              1,
              Tokens.ZERO,
              EvidenceReport.of(validator, seen).payload(),
              Hash.ZERO,
              List.of());
      return reporter.sign(envelope).bytes();
    }
  }

  private static Vote vote(SigningKey key, Genesis genesis, long epoch, int content) {
    Ballot ballot = Ballot.finalizing(epoch, 1, 0, Hash.sha256(new byte[] {(byte) content}));
    return new Vote(ballot, 0, key.sign(ballot.signedBytes(genesis.chainId())));
  }

  private static Reply list(NodeProcess node) {
    return node.api().get("/api/validators").expect(200);
  }

  private static long epoch(Api api) {
    return api.get("/api/validators").number("epoch");
  }

  private static String status(NodeProcess node) {
    Reply list = list(node);
    String own = list.text("own");
    if (list.body().get("validators") instanceof Json.Arr all) {
      for (Json each : all.items()) {
        if (each instanceof Json.Obj one && Json.of(own).equals(one.get("validator"))) {
          return one.get("status") instanceof Json.Str it ? it.value() : "";
        }
      }
    }
    return "unknown";
  }

  private static long locked(NodeProcess node) {
    return node.api().get("/api/wallet/balance").number("locked");
  }

  private static String did(NodeProcess node) {
    return node.api().get("/api/node/status").text("did");
  }

  private static String other(NodeProcess node) {
    return new TestActor("payee of " + node.api().port()).did().text();
  }
}
