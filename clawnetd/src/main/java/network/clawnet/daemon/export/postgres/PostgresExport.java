package network.clawnet.daemon.export.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.clawnet.core.config.NodeConfig.ExportSection;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.export.BlockSource;
import network.clawnet.daemon.export.Exporter;
import org.jspecify.annotations.Nullable;

/** Makes the export that the operator asked for. */
public final class PostgresExport {
  private static final int MAX_PASSWORD_BYTES = 1_024;

  private PostgresExport() {}

  /**
   * Returns an exporter that has not begun; empty if there is none to be.
   *
   * @throws IOException if the password cannot be read
   */
  public static Optional<Exporter> of(ExportSection section, Hash chainId, BlockSource ledger)
      throws IOException {
    String url = section.postgresUrl();
    if (url == null) {
      return Optional.empty();
    }
    PostgresSettings settings =
        new PostgresSettings(
            url,
            section.postgresUser(),
            password(section.postgresPasswordFile()),
            section.postgresSchema());
    return Optional.of(
        new Exporter(
            "postgres",
            ledger,
            () -> PostgresSink.open(settings, chainId),
            Exporter.Pauses.STANDARD));
  }

  private static @Nullable String password(@Nullable Path file) throws IOException {
    if (file == null) {
      return null;
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_PASSWORD_BYTES);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IOException("cannot read export.postgresPasswordFile " + file, e);
    }
  }
}
