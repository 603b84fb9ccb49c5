package network.clawnet.cli.command.market;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Hex;

/** The SHA-256 that binds a deal to its content: given, or that of a file. */
public final class ContentHash {
  private static final int CHUNK_BYTES = 64 * 1024;

  private ContentHash() {}

  /** Returns {@code --content-hash}, else the hash of the file in {@code --content}. */
  public static Optional<String> of(Call call) throws Failure {
    Optional<String> given = call.option("--content-hash");
    Optional<String> file = call.option("--content");
    if (given.isPresent() && file.isPresent()) {
      throw call.usage(call.text("usage.twoContents"));
    }
    return file.isPresent() ? Optional.of(hash(call, call.path(file.get()))) : given;
  }

  private static String hash(Call call, Path path) throws Failure {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return Hex.encode(digest.digest());
    } catch (IOException e) {
      throw call.file(path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }
}
