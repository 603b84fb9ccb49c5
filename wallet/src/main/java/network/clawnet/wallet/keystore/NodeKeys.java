package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import org.jspecify.annotations.Nullable;

/**
 * The two keys of the node itself, neither of them an account's: one names it to peers, the other
 * signs its votes. Wrapped by the node secret, so that a node syncs and votes while its accounts
 * stay locked. The caller closes them.
 */
public record NodeKeys(SigningKey peer, SigningKey consensus) implements AutoCloseable {
  private static final String FORMAT = "clawnet-node-key";
  private static final String PEER = "peer";
  private static final String CONSENSUS = "consensus";

  /**
   * Reads the keys of a node, or makes them and the secret where there are none at all. A key is
   * never made in the place of one that was lost: that needs a person.
   *
   * @param directory of the key files, {@code NodeHome.nodeKeys()}
   * @param secretFile of the node secret, used unless there is a credential
   * @param credentials value of the variable CREDENTIALS_DIRECTORY, or null
   * @throws KeyFileException NODE_SECRET, DAMAGED, FOREIGN_VERSION, EXPOSED, BUSY
   */
  public static NodeKeys openOrCreate(
      Path directory, Path secretFile, @Nullable Path credentials, Entropy entropy)
      throws IOException, KeyFileException {
    KeyDisk disk = new LocalDisk();
    KeyDirectory files = new KeyDirectory(directory, disk);
    return files.locked(
        () -> {
          boolean fresh = files.names().isEmpty();
          Optional<NodeSecret> found = NodeSecret.load(disk, secretFile, credentials);
          if (found.isEmpty() && !fresh) {
            throw new KeyFileException(
                KeyFileException.Code.NODE_SECRET,
                secretFile,
                "the node secret is gone, so the keys in %s cannot be opened: restore it from a"
                        .formatted(directory)
                    + " backup, or move that directory away to start as a new node");
          }
          try (NodeSecret secret =
              found.isPresent() ? found.get() : NodeSecret.create(disk, secretFile, entropy)) {
            return fresh
                ? create(files, secret, entropy)
                : new NodeKeys(read(files, PEER, secret), read(files, CONSENSUS, secret));
          }
        });
  }

  @Override
  public void close() {
    peer.destroy();
    consensus.destroy();
  }

  private static NodeKeys create(KeyDirectory files, NodeSecret secret, Entropy entropy)
      throws IOException {
    SigningKey peer = fresh(entropy);
    SigningKey consensus = fresh(entropy);
    TreeMap<String, SealedFile> sealed = new TreeMap<>();
    sealed.put(PEER, seal(PEER, peer, secret, entropy));
    sealed.put(CONSENSUS, seal(CONSENSUS, consensus, secret, entropy));
    files.replace(sealed);
    return new NodeKeys(peer, consensus);
  }

  private static SigningKey fresh(Entropy entropy) {
    byte[] seed = entropy.bytes(SigningKey.BYTES);
    try {
      return SigningKey.of(seed);
    } finally {
      Secrets.wipe(seed);
    }
  }

  private static SealedFile seal(String name, SigningKey key, NodeSecret secret, Entropy entropy) {
    Json.Obj header =
        Json.object().put("name", name).put("public", new Did(key.publicKey()).multibase()).build();
    byte[] wrapping = secret.wrappingKey(name);
    byte[] seed = key.seed();
    SealedFile file = SealedFile.seal(FORMAT, header, wrapping, entropy, seed);
    Secrets.wipe(wrapping, seed);
    return file;
  }

  private static SigningKey read(KeyDirectory files, String name, NodeSecret secret)
      throws IOException, KeyFileException {
    Path path = files.path(name);
    if (!files.names().contains(name)) {
      throw new KeyFileException(
          KeyFileException.Code.DAMAGED,
          path,
          "the key is gone while the node's other key is here: restore it from a backup");
    }
    SealedFile file = files.read(FORMAT, name);
    byte[] wrapping = secret.wrappingKey(name);
    Optional<byte[]> seed = file.open(wrapping);
    Secrets.wipe(wrapping);
    if (seed.isEmpty()) {
      throw new KeyFileException(
          KeyFileException.Code.NODE_SECRET,
          path,
          "the node secret does not open it: restore the secret that belongs to it");
    }
    try {
      return SigningKey.of(seed.get());
    } finally {
      Secrets.wipe(seed.get());
    }
  }
}
