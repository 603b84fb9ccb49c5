package network.clawnet.daemon.faucet;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Faucet;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.app.Transactions;
import network.clawnet.wallet.transfer.Transfer;
import network.clawnet.wallet.transfer.Transfers;

/**
 * Transfers from the faucet's account like any other account's: nothing is minted. What an account
 * may get in a day is counted with all other spending, by the signer's limits. Any thread.
 */
public final class GenesisFaucet implements Faucet {
  /** Usual gift, in Token; less where the genesis allows less. */
  private static final long USUAL = 1_000;

  private final Optional<Source> source;
  private final Transactions transactions;

  /**
   * Where gifts come from.
   *
   * @param pass opens the account's key inside this process
   */
  public record Source(network.clawnet.core.genesis.Faucet terms, char[] pass) {}

  /**
   * @param source empty: the genesis has no faucet, or this node does not hold its key
   */
  public GenesisFaucet(Optional<Source> source, Transactions transactions) {
    this.source = source;
    this.transactions = transactions;
  }

  @Override
  public CompletableFuture<Gift> give(Did to, Optional<Tokens> amount, SubmitOptions options) {
    if (source.isEmpty()) {
      return CompletableFuture.failedFuture(
          new Refused(
              AppCodes.FAUCET_DISABLED,
              "this node has no faucet: a network's genesis gives one to its first node"));
    }
    network.clawnet.core.genesis.Faucet terms = source.get().terms();
    Tokens gift = amount.orElse(new Tokens(Math.min(USUAL, terms.maxPerRequest())));
    Transfer transfer = new Transfer(to, gift, Optional.empty());
    return transactions
        .submit(
            Intent.of(terms.account(), Transfers.TYPE, transfer.payload()),
            inside(options, source.get().pass().clone()))
        .thenApply(submission -> new Gift(submission, to, gift));
  }

  /**
   * Returns the options of the node's own call. Whoever asked keeps idempotency keys of their own.
   */
  private static SubmitOptions inside(SubmitOptions options, char[] pass) {
    String who =
        options.caller() instanceof Caller.Bearer bearer ? "credential:" + bearer.id() : "operator";
    return new SubmitOptions(
        Caller.Operator.LOCAL,
        pass,
        options
            .idempotency()
            .map(
                it -> new SubmitOptions.Idempotency("faucet " + who + " " + it.key(), it.digest())),
        options.waitFor());
  }
}
