package network.clawnet.daemon.light;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.app.HistoryPage;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.query.Balances;
import network.clawnet.daemon.query.EscrowViews;
import network.clawnet.wallet.escrow.Escrow;
import network.clawnet.wallet.escrow.Escrows;

/** Balances and escrows, each proved under one certified header. Any thread. */
final class LightQueries implements LedgerQueries {
  private final ProvenReads reads;
  private final LightLedger ledger;
  private final InstantSource clock;

  LightQueries(ProvenReads reads, LightLedger ledger, InstantSource clock) {
    this.reads = reads;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Balance balance(Did did) throws Refused {
    ProvenReads.Proved<Account> proved =
        reads.read(List.of(Accounts.key(did)), state -> Accounts.get(state, did));
    AccountMoment moment = ledger.moment(did, proved.value()).join();
    return Balances.of(did, moment.settled(), moment.pending(), moment.nextNonce())
        .proved(proved.provenance());
  }

  @Override
  public HistoryPage history(HistoryPage.Query query) throws Refused {
    throw LightRefusals.list("movements");
  }

  /** Changes that are not final yet are shown without proof. */
  @Override
  public Optional<EscrowView> escrow(String id) throws Refused {
    ProvenReads.Proved<Optional<Escrow>> settled =
        reads.read(List.of(), state -> Escrows.get(state, id));
    Optional<Escrow> latest =
        ledger.speculate(state -> Escrows.get(state, id)).join().orElse(settled.value());
    long now = Math.max(clock.millis(), settled.header().tsMs());
    if (latest.equals(settled.value())) {
      return latest.map(it -> EscrowViews.of(it, false, now).proved(settled.provenance()));
    }
    return latest.map(it -> EscrowViews.of(it, true, now));
  }

  @Override
  public EscrowView.Page escrows(Did did, EscrowRole role, int limit, int offset) throws Refused {
    throw LightRefusals.list("escrows");
  }

  @Override
  public Supply supply() throws Refused {
    throw LightRefusals.list("accounts, which the supply is summed up from,");
  }
}
