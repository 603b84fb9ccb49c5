package network.clawnet.wallet.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.directory.DirectoryModule;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.WalletModule;

/** Ledgers with every rule of the wallet and the directory. */
public final class WalletLedger {
  public static final TestActor ALICE = new TestActor("alice");
  public static final TestActor BOB = new TestActor("bob");
  public static final TestActor CAROL = new TestActor("carol");
  public static final TestActor MALLORY = new TestActor("mallory");

  private WalletLedger() {}

  /** Returns a rule book with the default fees. */
  public static RuleBook book() {
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(FeeSchedule.DEFAULT));
    rules.addAll(DirectoryModule.rules());
    return new RuleBook(rules, WalletModule.dueRules());
  }

  /** Starts a ledger on which Alice, Bob, Carol and Mallory have this many Tokens each. */
  public static LedgerFixture start(long each) {
    return start(
        Map.of(
            ALICE.did(),
            new Tokens(each),
            BOB.did(),
            new Tokens(each),
            CAROL.did(),
            new Tokens(each),
            MALLORY.did(),
            new Tokens(each)));
  }

  public static LedgerFixture start(Map<Did, Tokens> balances) {
    return LedgerFixture.start(book(), new TreeMap<>(balances));
  }
}
