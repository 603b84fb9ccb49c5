package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import network.clawnet.core.crypto.Argon2Cost;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.wallet.mnemonic.Mnemonic;

/** Reads and makes the files of one wallet. Its callers hold the directory's lock. */
final class WalletFiles {
  private final KeyDirectory directory;
  private final Entropy entropy;
  private final InstantSource clock;
  private final Argon2Cost cost;

  WalletFiles(KeyDirectory directory, Entropy entropy, InstantSource clock, Argon2Cost cost) {
    this.directory = directory;
    this.entropy = entropy;
    this.clock = clock;
    this.cost = cost;
  }

  /** Returns the accounts: derived ones by index, then imported ones by age. */
  List<AccountEntry> entries() throws IOException, KeyFileException {
    List<AccountEntry> entries = new ArrayList<>();
    for (String name : directory.names()) {
      if (!name.equals(KeyFile.SEED)) {
        entries.add(entry(name, read(name)));
      }
    }
    entries.sort(
        Comparator.comparing(AccountEntry::isImported)
            .thenComparing(AccountEntry::index)
            .thenComparing(AccountEntry::created)
            .thenComparing(AccountEntry::did));
    return List.copyOf(entries);
  }

  SealedFile account(Did did) throws IOException, KeyFileException {
    if (!directory.names().contains(did.multibase())) {
      throw new KeyFileException(
          KeyFileException.Code.NO_SUCH_ACCOUNT, directory.root(), "no key for " + did.text());
    }
    return read(did.multibase());
  }

  /** Reads a file whose header is that of the kind its name says. */
  SealedFile read(String name) throws IOException, KeyFileException {
    SealedFile file = directory.read(KeyFile.FORMAT, name);
    if (name.equals(KeyFile.SEED)) {
      KeyFile.requireSeed(file, directory.path(name));
    } else {
      entry(name, file);
    }
    return file;
  }

  AccountEntry entry(String name, SealedFile file) throws KeyFileException {
    AccountEntry entry = KeyFile.entry(file, directory.path(name));
    if (!entry.did().multibase().equals(name)) {
      throw SealedFile.damaged(directory.path(name), "it holds another account than its name says");
    }
    return entry;
  }

  Mnemonic words(Keyring keyring) throws IOException, KeyFileException {
    if (!directory.names().contains(KeyFile.SEED)) {
      throw new KeyFileException(
          KeyFileException.Code.NO_SEED,
          directory.path(KeyFile.SEED),
          "there is no seed, only imported keys: make a wallet in another directory");
    }
    byte[] secret = open(KeyFile.SEED, read(KeyFile.SEED), keyring);
    Mnemonic words = Mnemonic.of(secret);
    Secrets.wipe(secret);
    return words;
  }

  KeyDerivation freshDerivation() {
    return KeyDerivation.fresh(cost, entropy);
  }

  /** Returns the derivation that the wallet's files share, after it has opened one of them. */
  KeyDerivation provenDerivation(Keyring keyring) throws IOException, KeyFileException {
    String first = directory.names().get(0);
    SealedFile file = read(first);
    Secrets.wipe(open(first, file, keyring));
    return KeyFile.derivation(file, directory.path(first));
  }

  /** Seals a key as an account of this wallet and adds its file. */
  AccountEntry seal(
      SigningKey key, int index, KeyDerivation kdf, Keyring keyring, Map<String, SealedFile> to) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    AccountEntry entry = new AccountEntry(index, new Did(key.publicKey()), now);
    to.put(entry.did().multibase(), seal(key, entry, kdf, keyring));
    return entry;
  }

  SealedFile seal(SigningKey key, AccountEntry entry, KeyDerivation kdf, Keyring keyring) {
    byte[] secret = key.seed();
    SealedFile file = KeyFile.seal(entry, kdf, keyring.key(kdf), entropy, secret);
    Secrets.wipe(secret);
    return file;
  }

  SealedFile sealSeed(Mnemonic words, KeyDerivation kdf, Keyring keyring) {
    byte[] secret = words.entropy();
    SealedFile file = KeyFile.sealSeed(kdf, keyring.key(kdf), entropy, secret);
    Secrets.wipe(secret);
    return file;
  }

  /** Returns the same secret under another derivation and passphrase. */
  SealedFile reseal(String name, Keyring old, KeyDerivation kdf, Keyring next)
      throws IOException, KeyFileException {
    SealedFile file = read(name);
    byte[] secret = open(name, file, old);
    SealedFile out =
        name.equals(KeyFile.SEED)
            ? KeyFile.sealSeed(kdf, next.key(kdf), entropy, secret)
            : KeyFile.seal(entry(name, file), kdf, next.key(kdf), entropy, secret);
    Secrets.wipe(secret);
    return out;
  }

  SigningKey signingKey(Did did, SealedFile file, Keyring keyring) throws KeyFileException {
    return signingKey(did, directory.path(did.multibase()), file, keyring);
  }

  static SigningKey signingKey(Did did, Path path, SealedFile file, Keyring keyring)
      throws KeyFileException {
    byte[] secret = open(path, file, keyring);
    SigningKey key = SigningKey.of(secret);
    Secrets.wipe(secret);
    if (!key.publicKey().equals(did.key())) {
      key.destroy();
      throw SealedFile.damaged(path, "the key inside is not that of " + did.text());
    }
    return key;
  }

  private byte[] open(String name, SealedFile file, Keyring keyring) throws KeyFileException {
    return open(directory.path(name), file, keyring);
  }

  private static byte[] open(Path path, SealedFile file, Keyring keyring) throws KeyFileException {
    return file.open(keyring.key(KeyFile.derivation(file, path)))
        .orElseThrow(
            () ->
                new KeyFileException(
                    KeyFileException.Code.WRONG_PASSPHRASE,
                    path,
                    "the passphrase does not open it"));
  }
}
