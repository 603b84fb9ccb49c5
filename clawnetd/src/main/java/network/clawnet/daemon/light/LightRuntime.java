package network.clawnet.daemon.light;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.light.ask.LightClient;
import network.clawnet.core.light.ask.LightParts;
import network.clawnet.core.light.ask.LightView;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.port.Store;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.LedgerVerifier;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.market.MarketCases;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.query.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger's place in a light node: what follows it, and the use cases that others prove. */
public final class LightRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LightRuntime.class);
  private static final long POLL_MILLIS = 5;
  private final LightClient client;
  private final ProvenReads reads;
  private final LightLedger ledger;
  private final Genesis genesis;
  private final InstantSource clock;

  /**
   * What it stands on.
   *
   * @param store the node database, in which the place in the epochs is kept
   * @param anchor what it may begin with
   */
  public record Settings(Genesis genesis, Store store, Anchor anchor, InstantSource clock) {}

  /** The other nodes. */
  public record Others(Network network, PeerControl control) {}

  /**
   * Begins to follow; own events go from now on.
   *
   * @throws IOException also if what is known is too old to begin with
   */
  public LightRuntime(
      Settings settings,
      Others others,
      LightLedger ledger,
      LightLedger.Listener listener,
      DriverEvents faults)
      throws IOException {
    this.genesis = settings.genesis();
    this.clock = settings.clock();
    this.ledger = ledger;
    TrailStore trails = new TrailStore(settings, faults);
    this.client =
        new LightClient(
            new LightParts(
                new LightParts.Rules(
                    genesis.chainId(), trails.open(), genesis.params().heartbeatMs()),
                new LightParts.Peers(others.network(), others.control()),
                new LightParts.Time(
                    Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "light")),
                    System::nanoTime,
                    clock),
                new LightParts.Listener(
                    ledger::newHead,
                    trails::keep,
                    faults::halted,
                    (peer, what) -> LOG.warn("a full node lied peer={} what={}", peer, what))));
    this.reads = new ProvenReads(client);
    ledger.start(client, reads, listener);
  }

  /** Returns what is known now. Any thread. */
  public LightView view() {
    return client.view();
  }

  /** Returns why the node is not ready, in a sentence. */
  public Optional<String> complaint() {
    LightView view = view();
    if (view.synced() || view.conflict().isPresent()) {
      return view.conflict().map(ProvenReads::distrust);
    }
    return Optional.of(
        view.nodes() == 0
            ? "connected to no full node"
            : "no recent certified block is known, height " + view.height());
  }

  /** Waits until the present is known, or a time is over. */
  public void awaitSynced(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (!view().synced() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public LedgerQueries queries() {
    return new LightQueries(reads, ledger, clock);
  }

  public Blocks blocks() {
    return new LightBlocks(client, ledger, genesis);
  }

  /** Returns the directory; the ages of own keys are this node's knowledge. */
  public Identities directory(Directory.KeyAge keyAge) {
    return new LightDirectory(reads, keyAge);
  }

  /** Returns who validates; the key is this node's own. */
  public Validators validators(SigningKey consensusKey) {
    return new LightValidators(reads, genesis, consensusKey);
  }

  /** Returns what refuses to execute a ledger that is not there. */
  public static LedgerVerifier verifier() {
    return progress -> CompletableFuture.failedFuture(LightRefusals.blocks());
  }

  /** Returns reputation, and what refuses other questions about markets. */
  public MarketCases markets() {
    LightMarkets none = new LightMarkets();
    return new MarketCases(none, none, none, new LightStanding(reads, clock), none);
  }

  /** Returns what refuses to tell of blocks. */
  public static Feed feed() {
    return new LightFeed();
  }

  /** Returns what refuses private messages. */
  public static Messages messages() {
    return new LightMessages();
  }

  /** Returns what refuses private contents. */
  public static Contents contents() {
    return new LightContents();
  }

  /** Returns what refuses calls. */
  public static Calls calls() {
    return new LightCalls();
  }

  @Override
  public void close() {
    client.close();
  }
}
