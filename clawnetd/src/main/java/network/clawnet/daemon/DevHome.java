package network.clawnet.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import network.clawnet.core.config.NodeHome;
import network.clawnet.daemon.process.NodeLock;
import network.clawnet.daemon.process.StartException;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.Passphrase;

/**
 * The home of {@code --dev}: made at the first start, with a passphrase that lies beside the keys.
 */
final class DevHome {
  private static final String PASSPHRASE_FILE = "dev-passphrase";
  private static final int PASSPHRASE_BYTES = 24;

  private DevHome() {}

  /**
   * Makes keys where there are none.
   *
   * @param given a passphrase of the operator's, or empty to make one
   * @return what opens the keys
   */
  static Passphrase prepare(
      NodeHome home, Optional<Passphrase> given, SecureRandom random, InstantSource clock)
      throws IOException, StartException {
    NodeLock.createPrivate(home.root());
    Path file = home.root().resolve(PASSPHRASE_FILE);
    try {
      KeyStore store = new KeyStore(home.keys(), random::nextBytes, clock);
      boolean fresh = store.list().isEmpty();
      if (given.isEmpty() && fresh && !Files.exists(file)) {
        write(file, random);
      }
      Passphrase passphrase = given.isPresent() ? given.get() : Unlocking.read(file);
      if (fresh) {
        store.create(passphrase).words().close();
      }
      return passphrase;
    } catch (KeyFileException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void write(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[PASSPHRASE_BYTES];
    random.nextBytes(secret);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
  }
}
