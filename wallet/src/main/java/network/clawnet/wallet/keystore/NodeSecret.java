package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hkdf;
import network.clawnet.core.crypto.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * The 32 bytes that wrap a node's own keys, so that it starts without a passphrase: 64 hex digits
 * in a file for its owner alone, or a credential that systemd hands over. Source:
 * docs/protocol/encoding.md, section 8.
 */
final class NodeSecret implements AutoCloseable {
  /** Name of the systemd credential. */
  static final String CREDENTIAL = "clawnet-node-secret";

  private static final int BYTES = 32;
  private static final int MAX_FILE_BYTES = 2 * BYTES + 2;

  private final byte[] secret;

  private NodeSecret(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads the secret, from the credential if there is one, else from the file; empty if there is
   * neither.
   *
   * @throws KeyFileException NODE_SECRET, EXPOSED
   */
  static Optional<NodeSecret> load(KeyDisk disk, Path file, @Nullable Path credentials)
      throws IOException, KeyFileException {
    if (credentials != null && Files.exists(credentials.resolve(CREDENTIAL))) {
      return Optional.of(read(disk, credentials.resolve(CREDENTIAL)));
    }
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (disk.isExposed(file)) {
      throw new KeyFileException(
          KeyFileException.Code.EXPOSED,
          file,
          "other users of this system may read it: run chmod 600 " + file);
    }
    return Optional.of(read(disk, file));
  }

  /** Makes a secret and its file. */
  static NodeSecret create(KeyDisk disk, Path file, Entropy entropy) throws IOException {
    byte[] secret = entropy.bytes(BYTES);
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    disk.createDirectory(directory);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    disk.write(next, (Hex.encode(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
    disk.rename(next, file);
    disk.sync(directory);
    return new NodeSecret(secret);
  }

  /** Returns the AES-256 key that wraps the key of that name; the caller zeroes it. */
  byte[] wrappingKey(String name) {
    byte[] use = ("clawnet:node-key:v1:" + name).getBytes(StandardCharsets.US_ASCII);
    return Hkdf.derive(secret, new byte[0], use, BYTES);
  }

  @Override
  public void close() {
    Secrets.wipe(secret);
  }

  private static NodeSecret read(KeyDisk disk, Path file) throws IOException, KeyFileException {
    byte[] text = disk.read(file, MAX_FILE_BYTES);
    try {
      if (text.length == BYTES) {
        return new NodeSecret(text.clone());
      }
      String digits = new String(text, StandardCharsets.US_ASCII).stripTrailing();
      return new NodeSecret(Hex.decode(digits, BYTES));
    } catch (DecodeException e) {
      throw new KeyFileException(
          KeyFileException.Code.NODE_SECRET,
          file,
          "not 64 lower-case hex digits: restore it from a backup");
    } finally {
      Secrets.wipe(text);
    }
  }
}
