package network.clawnet.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.process.StartException;
import network.clawnet.wallet.keystore.AccountEntry;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.NodeKeys;
import network.clawnet.wallet.keystore.Vault;

/**
 * Who this node is: its accounts, still locked, and its own keys.
 *
 * @param own the account that stands in where a call names none
 */
record NodeIdentity(KeyStore store, Vault vault, Did own, NodeKeys keys) {
  static NodeIdentity open(
      NodeHome home, Map<String, String> environment, Entropy entropy, InstantSource clock)
      throws IOException, StartException {
    try {
      KeyStore store = new KeyStore(home.keys(), entropy, clock);
      List<AccountEntry> accounts = store.list();
      if (accounts.isEmpty()) {
        throw new StartException(
            "there is no identity in " + home.root() + ": run 'clawnet init' first");
      }
      if (!Files.exists(home.nodeKeys())) {
        UnusedKey.mark(home); // first, for keys without it count as used
      }
      String credentials = environment.get("CREDENTIALS_DIRECTORY");
      NodeKeys keys =
          NodeKeys.openOrCreate(
              home.nodeKeys(),
              home.nodeSecret(),
              credentials == null ? null : Path.of(credentials),
              entropy);
      return new NodeIdentity(store, new Vault(store, entropy, clock), accounts.get(0).did(), keys);
    } catch (KeyFileException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns when an own account's key was made, epoch milliseconds; empty for those of others. */
  OptionalLong created(Did did) throws IOException {
    try {
      return store.list().stream()
          .filter(it -> it.did().equals(did))
          .mapToLong(it -> it.created().toEpochMilli())
          .findFirst();
    } catch (KeyFileException e) {
      throw new IOException(e);
    }
  }
}
