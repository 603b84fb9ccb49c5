package network.clawnet.daemon.http.testing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.app.HistoryPage;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.LedgerQueries;
import org.jspecify.annotations.Nullable;

/** A ledger of seven blocks and whatever tests put in. */
public final class FakeLedger implements LedgerQueries, Blocks, Identities {
  private static final int HEAD = 7;

  public final ConcurrentHashMap<String, EscrowView> escrows = new ConcurrentHashMap<>();
  public final ConcurrentHashMap<Did, Json.Obj> documents = new ConcurrentHashMap<>();

  /** Thrown by the next queries, if set. */
  public volatile @Nullable IOException broken;

  public volatile HistoryPage.@Nullable Query asked;

  /** Makes the genesis document larger, in characters. */
  public volatile int padding;

  /** Returns an escrow of 500 from ALICE to BOB of which 300 remain. */
  public static EscrowView sample(String id) {
    return new EscrowView(
        id,
        FakeNode.ALICE,
        FakeNode.BOB,
        Optional.empty(),
        new Tokens(500),
        new Tokens(200),
        Tokens.ZERO,
        new Tokens(300),
        "releasing",
        List.of(new EscrowView.ReleaseRule("rule-1", "depositor", OptionalLong.empty())),
        1_000,
        OptionalLong.empty(),
        false,
        Hash.sha256(new byte[] {9}),
        Hash.sha256(new byte[] {9}),
        false,
        Optional.empty());
  }

  private void check() throws IOException {
    IOException fault = broken;
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public Balance balance(Did did) throws IOException {
    check();
    return Balance.own(new Tokens(1000), new Tokens(950), new Tokens(50), Tokens.ZERO, 4, 6);
  }

  @Override
  public HistoryPage history(HistoryPage.Query query) {
    asked = query;
    HistoryPage.Entry entry =
        new HistoryPage.Entry(
            Hash.ZERO,
            "transfer",
            query.did(),
            Optional.of(FakeNode.BOB),
            new Tokens(100),
            new Tokens(1),
            Optional.of("rent"),
            1_000,
            OptionalLong.of(3),
            Optional.empty());
    return new HistoryPage(List.of(entry), 30);
  }

  @Override
  public Optional<EscrowView> escrow(String id) {
    return Optional.ofNullable(escrows.get(id));
  }

  @Override
  public EscrowView.Page escrows(Did did, EscrowRole role, int limit, int offset) {
    return new EscrowView.Page(List.copyOf(escrows.values()), escrows.size());
  }

  @Override
  public Supply supply() {
    return new Supply(new Tokens(100), new Tokens(10), new Tokens(20), new Tokens(70));
  }

  @Override
  public long head() {
    return HEAD;
  }

  @Override
  public Optional<BlockView> block(long height) {
    return height <= HEAD ? Optional.of(view(height)) : Optional.empty();
  }

  private static BlockView view(long height) {
    return new BlockView(
        height,
        Hash.ZERO,
        Hash.ZERO,
        1_000,
        1,
        height,
        FakeNode.OWN.text(),
        0,
        Hash.ZERO,
        Hash.ZERO,
        Hash.ZERO,
        Json.object().put("signers", 1).build(),
        List.of());
  }

  @Override
  public List<BlockView> headers(long from, int limit) {
    return LongStream.iterate(from, height -> height >= 0, height -> height - 1)
        .limit(limit)
        .mapToObj(FakeLedger::view)
        .toList();
  }

  @Override
  public Optional<TxView> transaction(Hash hash) {
    return hash.equals(Hash.ZERO)
        ? Optional.empty()
        : Optional.of(
            new TxView(
                hash,
                TxStatus.FINAL,
                OptionalLong.of(3),
                OptionalInt.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Override
  public Json.Obj genesis() {
    return Json.object().put("network", "local").put("padding", "x".repeat(padding)).build();
  }

  @Override
  public Identity identity(Did did) {
    return new Identity(
        did,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.ofNullable(documents.get(did)),
        List.of());
  }

  @Override
  public CapabilityPage capabilities(Optional<Did> did, int limit, int offset) {
    return new CapabilityPage(List.of(), 0);
  }
}
