package network.clawnet.wallet;

import java.util.List;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Rules;
import network.clawnet.wallet.escrow.EscrowCreates;
import network.clawnet.wallet.escrow.EscrowExpires;
import network.clawnet.wallet.escrow.EscrowExpiry;
import network.clawnet.wallet.escrow.EscrowFunds;
import network.clawnet.wallet.escrow.EscrowRefunds;
import network.clawnet.wallet.escrow.EscrowReleases;
import network.clawnet.wallet.transfer.Transfers;

/** What the wallet adds to a chain's rule book. */
public final class WalletModule {
  private WalletModule() {}

  /** Returns the rules of every {@code wallet.*} event. */
  public static List<Rules<?>> rules(FeeSchedule fees) {
    return List.of(
        new Transfers(fees),
        new EscrowCreates(fees),
        new EscrowFunds(fees),
        new EscrowReleases(),
        new EscrowRefunds(),
        new EscrowExpires());
  }

  public static List<DueRules> dueRules() {
    return List.of(new EscrowExpiry());
  }
}
