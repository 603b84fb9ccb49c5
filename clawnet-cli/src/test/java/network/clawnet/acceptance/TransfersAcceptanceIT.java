package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients at once, each of which may lose its connection. The full run is
 *
 * <pre>mvn verify -Dit.test=TransfersAcceptanceIT -Dclawnet.transfers=20000</pre>
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class TransfersAcceptanceIT {
  private static final int CLIENTS = 200;
  private static final int TRANSFERS = Integer.getInteger("clawnet.transfers", 3_000);

  @TempDir Path directory;

  @Test
  void everyTransferOfTwoHundredClientsIsFinalExactlyOnce() throws Exception {
    TestHome home = new TestHome(directory).with("CLAWNET_JAVA_OPTS", "");
    try (NodeProcess node = NodeProcess.dev(home).start()) {
      TwoAccounts accounts = new TwoAccounts(node.api());
      Payments payments = new Payments(node.api().port(), accounts.first(), accounts.second());

      long started = System.nanoTime();
      boolean all = payments.work(CLIENTS, TRANSFERS, 1);
      double seconds = (System.nanoTime() - started) / 1e9;

      assertThat(all).as("the node was there all the time").isTrue();
      assertThat(payments.acknowledged()).hasSize(TRANSFERS);
      accounts.requireExactly(payments);
      accounts.requireAll(payments.acknowledged().values());
      node.clawnet("verify").expect(0);
      System.out.printf(
          Locale.ROOT,
          "%d transfers by %d clients: %.1f s, %.0f per second%n",
          TRANSFERS,
          CLIENTS,
          seconds,
          TRANSFERS / seconds);
    }
  }
}
