package network.clawnet.core.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.consensus.driver.ConsensusDriver;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.driver.SteppedDriver;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.journal.Birth;
import network.clawnet.core.journal.Journal;
import network.clawnet.core.journal.JournalOptions;
import network.clawnet.core.journal.Opening;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.disk.FaultyDisk;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import org.jspecify.annotations.Nullable;

/** The real consensus driver and journal, in the time of a network in memory. */
final class SteppedConsensus implements Pausable, DriverEvents {
  private static final int SEGMENT_BYTES = 4 << 20;
  private static final byte EPOCH_HEADER_TYPE = 2;
  private static final Duration SYNC = Duration.ofMillis(1);

  private final MemoryNetwork net;
  private final NetLane lane;
  private final SteppedDriver driver;
  private final CertifiedChain.Ledger ledger;
  private final StartState start;
  private boolean writing;
  private long timerAt = Long.MAX_VALUE;

  SteppedConsensus(MemoryNetwork net, CertifiedChain.Ledger ledger, TestActor key, PeerPort peers) {
    this.net = net;
    this.ledger = ledger;
    lane = new NetLane(net);
    long born = net.clock().millis();
    Birth birth = new Birth(born, key.did().key(), true);
    try {
      Opening opening =
          Journal.open(
              new FaultyDisk(),
              new JournalOptions(SEGMENT_BYTES, EPOCH_HEADER_TYPE, birth, new Random(1)));
      ConsensusConfig config =
          new ConsensusConfig(
              ledger.genesis().chainId(),
              Timing.machine().withListenNs(0),
              ledger.genesis().params().block().maxBytes(),
              4,
              key.did().key().hashCode());
      driver =
          new SteppedDriver(
              new ConsensusCore(config, signer(key), Ed25519::verify),
              ((Opening.Opened) opening).journal(),
              new ConsensusDriver.Ports(ledger.service(), peers, this),
              () -> new Now(net.nanos(), net.clock().millis()));
      start =
          new StartState(
              ledger.database().start().epoch(),
              ledger.database().start().finalPoint(),
              List.of(new JournalRecord.Birth(born, key.did().key(), true)),
              true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void begin() {
    ledger
        .service()
        .connect(
            this::offer, head -> run(() -> driver.truncateJournal(head.epoch(), head.finalView())));
    run(() -> driver.start(start));
  }

  @Override
  public boolean offerMessage(Input.Received message) {
    offer(message);
    return true;
  }

  @Override
  public CompletableFuture<Void> pause() {
    CompletableFuture<Void> out = new CompletableFuture<>();
    run(() -> driver.pause(() -> out.complete(null)));
    return out;
  }

  @Override
  public void resume(Input.@Nullable Synced synced) {
    run(() -> driver.resume(synced));
  }

  private void offer(Input input) {
    run(() -> driver.step(input));
  }

  private void run(Runnable task) {
    lane.execute(
        () -> {
          task.run();
          goOn();
        });
  }

  private void goOn() {
    if (driver.timerAt() != timerAt) {
      timerAt = driver.timerAt();
      if (timerAt != Long.MAX_VALUE) {
        long at = timerAt;
        net.after(Duration.ofNanos(Math.max(0, at - net.nanos())), () -> run(() -> fire(at)));
      }
    }
    if (!writing && driver.takeGroup()) {
      writing = true;
      net.after(SYNC, () -> run(this::write));
    }
  }

  private void fire(long at) {
    if (driver.timerAt() == at) {
      driver.fireTimer();
    }
  }

  private void write() {
    try {
      driver.writeGroup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writing = false;
    driver.tellDurable();
  }

  private static VoteSigner signer(TestActor key) {
    return new VoteSigner() {
      @Override
      public PublicKey publicKey() {
        return key.did().key();
      }

      @Override
      public byte[] sign(byte[] message) {
        return key.sign(message);
      }
    };
  }

  @Override
  public void quarantined(long epoch, String reason, boolean needed) {
    throw new AssertionError("quarantined in epoch " + epoch + ": " + reason);
  }

  @Override
  public void halted(String report) {
    throw new AssertionError("halted: " + report);
  }

  @Override
  public void failed(Throwable cause) {
    throw new AssertionError("failed", cause);
  }
}
