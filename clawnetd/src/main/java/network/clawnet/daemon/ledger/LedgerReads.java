package network.clawnet.daemon.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.daemon.app.market.MarketCases;
import network.clawnet.daemon.feed.LedgerFeed;
import network.clawnet.daemon.query.market.AgreementQueries;
import network.clawnet.daemon.query.market.DealQueries;
import network.clawnet.daemon.query.market.ListingEntries;
import network.clawnet.daemon.query.market.MarketQueries;
import network.clawnet.daemon.query.market.Moment;
import network.clawnet.daemon.query.market.StandingQueries;
import network.clawnet.daemon.search.ListingChanges;
import network.clawnet.daemon.search.ListingSearch;
import network.clawnet.market.kernel.MarketParams;

/** What can be asked of the ledger besides accounts and blocks. Any thread. */
public final class LedgerReads {
  private final Genesis genesis;
  private final LedgerDatabase database;
  private final ListingChanges changes;
  private final LedgerService service;
  private final Moment moment;

  LedgerReads(Genesis genesis, LedgerFiles files, LedgerService service, InstantSource clock) {
    this.genesis = genesis;
    this.database = files.database();
    this.changes = files.changes();
    this.service = service;
    this.moment = new Moment(database, service, clock);
  }

  /** Returns what is told of final blocks, so that searches find them. */
  public ListingChanges changes() {
    return changes;
  }

  /** Returns the search over listings, which must be closed before the ledger. */
  public ListingSearch search(Path directory) {
    return new ListingSearch(
        directory, genesis.chainId().hex(), new ListingEntries(moment), changes);
  }

  /** Returns what is known of the markets. */
  public MarketCases markets(ListingSearch search) {
    MarketParams params = MarketParams.of(genesis.params().market());
    return new MarketCases(
        new MarketQueries(moment),
        new DealQueries(moment),
        new AgreementQueries(moment),
        new StandingQueries(moment, params.seatStake()),
        search);
  }

  /**
   * Returns a feed of final blocks, which must be told of each.
   *
   * @param executor reads for those who waited
   */
  public LedgerFeed feed(Executor executor) {
    return new LedgerFeed(
        database.reader(), database.tree(), () -> service.readableHead().height(), executor);
  }
}
