package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.crypto.Argon2Cost;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.wallet.mnemonic.Mnemonic;

/**
 * The accounts of a node in a directory: the words' entropy in {@code seed.json} and each account's
 * signing key in a file named by its DID, all under one passphrase.
 *
 * <p>Every operation locks the directory, so that processes may share it; changes are all or none.
 * Any thread; blocks for the disk and for the cost of the passphrase. Besides the codes named, all
 * operations may fail with DAMAGED, FOREIGN_VERSION, EXPOSED and BUSY. Source:
 * docs/protocol/encoding.md, section 8.
 */
public final class KeyStore {
  /** Most accounts of one wallet. */
  public static final int MAX_ACCOUNTS = 1_000;

  private final KeyDirectory directory;
  private final WalletFiles files;
  private final Entropy entropy;

  /** A new wallet, whose words are shown now or never; the caller closes them. */
  public record Created(AccountEntry account, Mnemonic words) {}

  /**
   * Opens nothing yet; the directory is made at the first use.
   *
   * @param entropy a secure random source
   */
  public KeyStore(Path root, Entropy entropy, InstantSource clock) {
    this(new KeyDirectory(root, new LocalDisk()), entropy, clock, Argon2Cost.KEY_FILE);
  }

  KeyStore(KeyDirectory directory, Entropy entropy, InstantSource clock, Argon2Cost cost) {
    this.directory = directory;
    this.entropy = entropy;
    files = new WalletFiles(directory, entropy, clock, cost);
  }

  /**
   * Makes a wallet with new words and account 0.
   *
   * @throws KeyFileException ALREADY_EXISTS, PASSPHRASE_TOO_SHORT
   */
  public Created create(Passphrase passphrase) throws IOException, KeyFileException {
    Mnemonic words = Mnemonic.create(entropy);
    try {
      return new Created(recover(words, passphrase, 1).get(0), words);
    } catch (IOException | KeyFileException | RuntimeException e) {
      words.close();
      throw e;
    }
  }

  /**
   * Makes a wallet of known words, with its first accounts.
   *
   * @param accounts how many accounts the wallet had, 1 to {@link #MAX_ACCOUNTS}; {@link
   *     AccountScan} finds out, and {@link #newAccount} adds the ones after them later
   * @throws KeyFileException ALREADY_EXISTS, PASSPHRASE_TOO_SHORT, TOO_MANY
   */
  public List<AccountEntry> recover(Mnemonic words, Passphrase passphrase, int accounts)
      throws IOException, KeyFileException {
    requireLength(passphrase);
    requireRoom(accounts);
    return directory.locked(
        () -> {
          if (!directory.names().isEmpty()) {
            throw new KeyFileException(
                KeyFileException.Code.ALREADY_EXISTS,
                directory.root(),
                "keys are here already: move the directory away first if you want others");
          }
          return fill(words, passphrase, accounts);
        });
  }

  /**
   * Adds the account after the last derived one.
   *
   * @throws KeyFileException WRONG_PASSPHRASE, NO_SEED, TOO_MANY
   */
  public AccountEntry newAccount(Passphrase passphrase) throws IOException, KeyFileException {
    return directory.locked(
        () -> {
          List<AccountEntry> entries = files.entries();
          requireRoom(entries.size() + 1);
          int index = 1 + entries.stream().mapToInt(AccountEntry::index).max().orElse(-1);
          try (Keyring keyring = new Keyring(passphrase);
              Mnemonic words = files.words(keyring);
              SigningKey key = words.account(index)) {
            Map<String, SealedFile> changes = new TreeMap<>();
            KeyDerivation kdf = files.provenDerivation(keyring);
            AccountEntry entry = files.seal(key, index, kdf, keyring, changes);
            directory.replace(changes);
            return entry;
          }
        });
  }

  /** Returns the accounts: derived ones by index, then imported ones by age. No passphrase. */
  public List<AccountEntry> list() throws IOException, KeyFileException {
    return directory.locked(files::entries);
  }

  /**
   * Returns the signing key of an account; the caller destroys it.
   *
   * @throws KeyFileException NO_SUCH_ACCOUNT, WRONG_PASSPHRASE
   */
  public SigningKey unlock(Did did, Passphrase passphrase) throws IOException, KeyFileException {
    SealedFile file = directory.locked(() -> files.account(did));
    try (Keyring keyring = new Keyring(passphrase)) {
      return files.signingKey(did, file, keyring);
    }
  }

  /**
   * Returns a text that changes whenever the account's file does, or empty if there is none. Reads
   * no file and takes no lock.
   */
  Optional<String> stamp(Did did) throws IOException {
    return directory.stamp(did.multibase());
  }

  /**
   * Seals the seed and every account under a new passphrase: all of them, or none and the old one
   * stays. After an {@link IOException} it is one or the other; try the new one first.
   *
   * @throws KeyFileException WRONG_PASSPHRASE, PASSPHRASE_TOO_SHORT
   */
  public void changePassphrase(Passphrase old, Passphrase next)
      throws IOException, KeyFileException {
    requireLength(next);
    directory.<Integer>locked(
        () -> {
          try (Keyring oldKeys = new Keyring(old);
              Keyring newKeys = new Keyring(next)) {
            KeyDerivation kdf = files.freshDerivation();
            Map<String, SealedFile> changes = new TreeMap<>();
            for (String name : directory.names()) {
              changes.put(name, files.reseal(name, oldKeys, kdf, newKeys));
            }
            directory.replace(changes);
            return changes.size();
          }
        });
  }

  /**
   * Returns an encrypted file that {@link #importKey} of another key store reads.
   *
   * @param forFile opens the exported file; may be the same passphrase
   * @throws KeyFileException NO_SUCH_ACCOUNT, WRONG_PASSPHRASE, PASSPHRASE_TOO_SHORT
   */
  public byte[] export(Did did, Passphrase passphrase, Passphrase forFile)
      throws IOException, KeyFileException {
    requireLength(forFile);
    SealedFile file = directory.locked(() -> files.account(did));
    try (Keyring keyring = new Keyring(passphrase);
        Keyring fileKeys = new Keyring(forFile);
        SigningKey key = files.signingKey(did, file, keyring)) {
      AccountEntry entry = files.entry(did.multibase(), file);
      return files.seal(key, entry, files.freshDerivation(), fileKeys).encode();
    }
  }

  /**
   * Takes over an exported key.
   *
   * @param exported what {@link #export} returned, with or without the line end after it
   * @param ofFile opens it
   * @param own the passphrase of this key store; becomes it if the store is empty
   * @throws KeyFileException BAD_IMPORT, WRONG_PASSPHRASE for either, ALREADY_EXISTS, TOO_MANY
   */
  public AccountEntry importKey(byte[] exported, Passphrase ofFile, Passphrase own)
      throws IOException, KeyFileException {
    Path from = Path.of("imported file");
    SealedFile file;
    AccountEntry entry;
    try {
      file = SealedFile.decode(KeyFile.FORMAT, from, lineOf(exported));
      entry = KeyFile.entry(file, from);
    } catch (KeyFileException e) {
      throw new KeyFileException(
          KeyFileException.Code.BAD_IMPORT, from, "no key that an account export wrote");
    }
    try (Keyring fileKeys = new Keyring(ofFile);
        SigningKey key = WalletFiles.signingKey(entry.did(), from, file, fileKeys)) {
      return directory.locked(() -> add(key, own));
    }
  }

  /** Returns the file as it was written, for one that went through an API as JSON. */
  private static byte[] lineOf(byte[] exported) {
    if (exported.length == 0 || exported[exported.length - 1] == '\n') {
      return exported;
    }
    byte[] line = Arrays.copyOf(exported, exported.length + 1);
    line[exported.length] = '\n';
    return line;
  }

  private List<AccountEntry> fill(Mnemonic words, Passphrase passphrase, int accounts)
      throws IOException {
    try (Keyring keyring = new Keyring(passphrase)) {
      KeyDerivation kdf = files.freshDerivation();
      Map<String, SealedFile> changes = new TreeMap<>();
      changes.put(KeyFile.SEED, files.sealSeed(words, kdf, keyring));
      List<AccountEntry> entries = new ArrayList<>();
      for (int index = 0; index < accounts; index++) {
        try (SigningKey key = words.account(index)) {
          entries.add(files.seal(key, index, kdf, keyring, changes));
        }
      }
      directory.replace(changes);
      return List.copyOf(entries);
    }
  }

  private AccountEntry add(SigningKey key, Passphrase own) throws IOException, KeyFileException {
    List<String> names = directory.names();
    String name = new Did(key.publicKey()).multibase();
    requireRoom(names.size() + 1);
    if (names.contains(name)) {
      throw new KeyFileException(
          KeyFileException.Code.ALREADY_EXISTS,
          directory.path(name),
          "the account is here already");
    }
    try (Keyring keyring = new Keyring(own)) {
      if (names.isEmpty()) {
        requireLength(own);
      }
      KeyDerivation kdf =
          names.isEmpty() ? files.freshDerivation() : files.provenDerivation(keyring);
      Map<String, SealedFile> changes = new TreeMap<>();
      AccountEntry entry = files.seal(key, AccountEntry.IMPORTED, kdf, keyring, changes);
      directory.replace(changes);
      return entry;
    }
  }

  private void requireLength(Passphrase passphrase) throws KeyFileException {
    if (!passphrase.isLongEnough()) {
      throw new KeyFileException(
          KeyFileException.Code.PASSPHRASE_TOO_SHORT,
          directory.root(),
          "a passphrase has at least " + Passphrase.MIN_CHARACTERS + " characters");
    }
  }

  private void requireRoom(int accounts) throws KeyFileException {
    if (accounts < 1 || accounts > MAX_ACCOUNTS) {
      throw new KeyFileException(
          KeyFileException.Code.TOO_MANY,
          directory.root(),
          "a wallet has 1 to " + MAX_ACCOUNTS + " accounts");
    }
  }
}
