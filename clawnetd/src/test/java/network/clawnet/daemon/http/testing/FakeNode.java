package network.clawnet.daemon.http.testing;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.LedgerVerifier;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.app.market.MarketCases;

/** A node without a ledger: every use case is a fake that tests can look into. */
public final class FakeNode implements NodeStatus, LedgerVerifier {
  public static final Did OWN = did(1);
  public static final Did ALICE = did(2);
  public static final Did BOB = did(3);

  public final FakeSubmitter submitter = new FakeSubmitter();
  public final FakeLedger ledger = new FakeLedger();
  public final FakeKeys keys = new FakeKeys();
  public final FakeCredentials credentials = new FakeCredentials();
  public final FakePeers peers = new FakePeers();
  public final FakeValidators validators = new FakeValidators();
  public final FakeMarkets markets = new FakeMarkets();
  public final FakeAgreements agreements = new FakeAgreements();
  public final FakeFeed feed = new FakeFeed();
  public final FakeSearch search = new FakeSearch();
  public final FakeMessages messages = new FakeMessages();
  public final FakeContents contents = new FakeContents();
  public final FakeCalls calls = new FakeCalls();

  /** Returns the account whose key is 32 times {@code seed}. */
  public static Did did(int seed) {
    byte[] key = new byte[PublicKey.BYTES];
    java.util.Arrays.fill(key, (byte) seed);
    return new Did(PublicKey.of(key));
  }

  public UseCases useCases() {
    return new UseCases(
        submitter,
        ledger,
        ledger,
        ledger,
        keys,
        credentials,
        credentials,
        this,
        this,
        submitter,
        peers,
        validators,
        new MarketCases(markets, markets, agreements, markets, search),
        feed,
        messages,
        contents,
        calls);
  }

  @Override
  public Snapshot snapshot() {
    return new Snapshot(
        OWN,
        "12D3KooWtest",
        peers.ownAddresses(),
        new Sync(true, 9, 0, OptionalInt.empty()),
        7,
        0,
        0,
        "local",
        "00112233aabbccdd",
        "0.1.0",
        3,
        "full",
        1,
        true,
        false,
        Optional.of("/data"),
        1_000,
        true);
  }

  @Override
  public Json.Obj config() {
    return Json.object().put("network", "local").build();
  }

  @Override
  public CompletableFuture<Report> verify(Consumer<Progress> progress) {
    return CompletableFuture.supplyAsync(
        () -> {
          progress.accept(new Progress(3, 7));
          return new Report(true, 7, 9, 7, Hash.ZERO, Optional.empty(), 2_500);
        });
  }
}
