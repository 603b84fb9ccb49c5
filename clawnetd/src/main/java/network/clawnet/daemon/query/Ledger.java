package network.clawnet.daemon.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.chain.rows.HistoryRow;
import network.clawnet.core.event.Movement;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.app.HistoryPage;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.wallet.escrow.Escrow;
import network.clawnet.wallet.escrow.EscrowTerms;
import network.clawnet.wallet.escrow.Escrows;

/** Balances, histories and escrows: what is final, and what waits above it. Any thread. */
public final class Ledger implements LedgerQueries {
  /** Rows of one account's lists that are counted and shown at most. */
  private static final int MAX_ROWS = 100_000;

  private final LedgerDatabase database;
  private final LedgerService service;
  private final Genesis genesis;
  private final InstantSource clock;

  public Ledger(
      LedgerDatabase database, LedgerService service, Genesis genesis, InstantSource clock) {
    this.database = database;
    this.service = service;
    this.genesis = genesis;
    this.clock = clock;
  }

  @Override
  public Balance balance(Did did) {
    AccountMoment moment = service.account(did).join();
    return Balances.of(did, moment.settled(), moment.pending(), moment.nextNonce());
  }

  @Override
  public HistoryPage history(HistoryPage.Query query) throws IOException {
    List<HistoryPage.Entry> all = new ArrayList<>(waiting(query));
    int[] total = {all.size()};
    long wanted = (long) query.offset() + query.limit();
    database
        .reader()
        .history(
            query.did(),
            row -> {
              HistoryPage.Entry entry = entry(row);
              if (matches(entry, query)) {
                total[0]++;
                if (all.size() < wanted) {
                  all.add(entry);
                }
              }
              return total[0] < MAX_ROWS;
            });
    int from = Math.min(query.offset(), all.size());
    int to = (int) Math.min(wanted, all.size());
    return new HistoryPage(all.subList(from, to), total[0]);
  }

  private List<HistoryPage.Entry> waiting(HistoryPage.Query query) {
    List<PendingEvent> pending = service.account(query.did()).join().pending();
    List<HistoryPage.Entry> out = new ArrayList<>();
    for (PendingEvent event : pending) {
      for (Movement movement : event.movements()) {
        HistoryPage.Entry entry = entry(event, movement);
        if (matches(entry, query)) {
          out.add(0, entry);
        }
      }
    }
    return out;
  }

  private static boolean matches(HistoryPage.Entry entry, HistoryPage.Query query) {
    boolean received = entry.to().equals(Optional.of(query.did()));
    boolean sent = entry.from().equals(query.did());
    return switch (query.filter()) {
      case ALL -> true;
      case SENT -> sent && !received; // stake stays with its owner
      case RECEIVED -> received && !sent;
      case ESCROW -> entry.type().startsWith("escrow");
      case MARKET -> entry.type().startsWith("market");
    };
  }

  private static HistoryPage.Entry entry(HistoryRow row) {
    return new HistoryPage.Entry(
        row.cause(),
        HistoryNames.of(row.movement().kind()),
        row.movement().from(),
        Optional.of(row.movement().to()),
        row.movement().amount(),
        row.fee(),
        present(row.memo()),
        row.time(),
        OptionalLong.of(row.height()),
        present(row.movement().reference()));
  }

  private static HistoryPage.Entry entry(PendingEvent event, Movement movement) {
    return new HistoryPage.Entry(
        event.prepared().event().hash(),
        HistoryNames.of(movement.kind()),
        movement.from(),
        Optional.of(movement.to()),
        movement.amount(),
        event.prepared().event().envelope().fee(),
        HistoryNames.memo(event.prepared().event().envelope()),
        event.prepared().event().envelope().ts(),
        OptionalLong.empty(),
        present(movement.reference()));
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  @Override
  public Optional<EscrowView> escrow(String id) throws IOException {
    Optional<Escrow> settled = Escrows.get(database.tree(), id);
    Optional<Escrow> latest = service.ask(pool -> Escrows.get(pool.speculativeState(), id)).join();
    return latest.map(it -> view(it, !latest.equals(settled)));
  }

  @Override
  public EscrowView.Page escrows(Did did, EscrowRole role, int limit, int offset)
      throws IOException {
    List<EscrowView> page = new ArrayList<>();
    long[] total = {0};
    byte[] from = did.key().bytes();
    StateView state = database.tree();
    database
        .store()
        .scan(
            QueryIndexer.ESCROWS,
            from,
            Store.after(from),
            (key, value) -> {
              String id = new String(value, StandardCharsets.UTF_8);
              Escrow escrow = Escrows.get(state, id).orElseThrow();
              if (has(escrow.terms(), did, role)) {
                if (total[0] >= offset && page.size() < limit) {
                  page.add(view(escrow, false));
                }
                total[0]++;
              }
              return total[0] < MAX_ROWS;
            });
    return new EscrowView.Page(page, total[0]);
  }

  private static boolean has(EscrowTerms terms, Did did, EscrowRole role) {
    return switch (role) {
      case DEPOSITOR -> terms.depositor().equals(did);
      case BENEFICIARY -> terms.beneficiary().equals(did);
      case ARBITER -> terms.arbiter().equals(Optional.of(did));
      case ALL -> true;
    };
  }

  private EscrowView view(Escrow escrow, boolean pending) {
    // the next block's time at the earliest: on an idle ledger the last block's may be long past
    long now = Math.max(clock.millis(), service.readableHead().tsMs());
    return EscrowViews.of(escrow, pending, now);
  }

  @Override
  public Supply supply() throws IOException {
    long[] locked = {0};
    database
        .tree()
        .scan(
            Accounts.MODULE,
            (key, value) -> {
              locked[0] += HistoryNames.account(value).locked().value();
              return true;
            });
    Tokens treasury = Treasury.get(database.tree()).balance();
    Tokens held = new Tokens(locked[0]);
    return new Supply(
        genesis.supply(), treasury, held, genesis.supply().minus(treasury).minus(held));
  }
}
