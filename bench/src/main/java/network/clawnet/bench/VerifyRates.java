package network.clawnet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.clawnet.bench.load.Population;
import network.clawnet.core.crypto.Ed25519Verifier;
import network.clawnet.core.crypto.SigningKey;

/** How many signatures a second each library verifies, by the network's rule, in this process. */
final class VerifyRates {
  private static final int MESSAGE_BYTES = 450;
  private static final int CASES = 64;
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final long MEASURED_NANOS = 2_000_000_000L;

  private VerifyRates() {}

  /** A message that is rightly signed. */
  private record Case(SigningKey key, byte[] message, byte[] signature) {}

  /** Returns signatures a second of all threads together; 0 where the library does not load. */
  static double measure(Ed25519Verifier verifier, int threads) throws Exception {
    if (!verifier.isAvailable()) {
      return 0;
    }
    List<Case> cases = cases();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      run(pool, threads, () -> verify(verifier, cases, WARM_UP_NANOS));
      return run(pool, threads, () -> verify(verifier, cases, MEASURED_NANOS));
    } finally {
      pool.shutdown();
    }
  }

  private interface Work {
    double run();
  }

  private static double run(ExecutorService pool, int threads, Work work) throws Exception {
    List<Future<Double>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(work::run));
    }
    double sum = 0;
    for (Future<Double> each : running) {
      sum += each.get();
    }
    return sum;
  }

  private static double verify(Ed25519Verifier verifier, List<Case> cases, long nanos) {
    long started = System.nanoTime();
    long count = 0;
    while (System.nanoTime() - started < nanos) {
      for (Case each : cases) {
        if (!verifier.verify(each.key().publicKey(), each.message(), each.signature())) {
          throw new IllegalStateException(verifier + " refuses a good signature");
        }
        count++;
      }
    }
    return count * 1e9 / (System.nanoTime() - started);
  }

  private static List<Case> cases() {
    List<Case> out = new ArrayList<>();
    Population population = new Population(CASES);
    for (int i = 0; i < CASES; i++) {
      SigningKey key = population.key(i);
      byte[] message = new byte[MESSAGE_BYTES];
      message[0] = (byte) i;
      out.add(new Case(key, message, key.sign(message)));
    }
    return out;
  }
}
