package network.clawnet.wallet.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.crypto.Argon2Cost;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.wallet.mnemonic.Mnemonic;
import network.clawnet.wallet.mnemonic.MnemonicException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Wallets with a passphrase that costs little. */
final class Wallets {
  static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);
  static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123Z");
  static final Passphrase OLD = Passphrase.of("correct horse battery".toCharArray());
  static final Passphrase NEW = Passphrase.of("staple of another kind".toCharArray());
  static final Passphrase WRONG = Passphrase.of("incorrect horse battery".toCharArray());

  private static final Random RANDOM = new Random(42);

  private static final Map<Integer, Did> DIDS = new ConcurrentHashMap<>();

  private Wallets() {}

  static Entropy entropy() {
    return RANDOM::nextBytes;
  }

  static KeyStore store(Path root) {
    return store(root, new LocalDisk());
  }

  static KeyStore store(Path root, KeyDisk disk) {
    return new KeyStore(new KeyDirectory(root, disk, 500), entropy(), () -> NOW, CHEAP);
  }

  static Mnemonic words() {
    try {
      return Mnemonic.parse("abandon ".repeat(23) + "art");
    } catch (MnemonicException e) {
      throw new AssertionError(e);
    }
  }

  static Did did(int account) {
    return DIDS.computeIfAbsent(account, it -> new Did(words().account(it).publicKey()));
  }

  static KeyFileException.Code fault(ThrowingCallable work) {
    KeyFileException fault = catchThrowableOfType(KeyFileException.class, work);
    assertThat(fault).as("a fault was expected").isNotNull();
    return fault.code();
  }

  static void assertSigns(SigningKey key, Did did) {
    assertThat(key.publicKey()).isEqualTo(did.key());
    byte[] signature = key.sign(new byte[] {1});
    assertThat(network.clawnet.core.crypto.Ed25519.verify(did.key(), new byte[] {1}, signature))
        .isTrue();
  }
}
