package network.clawnet.daemon.export.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.export.Exporter;
import network.clawnet.daemon.export.NumberedBlocks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exports to a real server. */
@Timeout(120)
class PostgresSinkIT {
  private static final Exporter.Pauses SHORT =
      new Exporter.Pauses(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100));

  private static PostgresServer server;

  private final NumberedBlocks blocks = new NumberedBlocks();

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> programs = PostgresServer.programs();
    if (programs.isEmpty()) {
      System.err.println("SKIPPED: no PostgreSQL server (Debian: apt install postgresql)");
    }
    assumeTrue(programs.isPresent(), "no PostgreSQL server");
    server = PostgresServer.start(programs.get());
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyEventIsThereOnceThoughServerAndExporterDieInBetween() throws Exception {
    PostgresSettings settings = settings("restarts");
    blocks.growTo(700);
    try (Exporter first = exporter(settings)) {
      first.start();
      await(() -> first.status().height() == 700);
      server.crash();
      blocks.growTo(1_400);
      await(() -> first.status().fault().isPresent());
      server.up();
      await(() -> first.status().height() == 1_400);
    }
    blocks.growTo(2_000);
    try (Exporter second = exporter(settings)) {
      second.start();
      await(() -> second.status().height() == 2_000);
    }

    assertThat(number(settings, "SELECT count(*) FROM block")).isEqualTo(2_001);
    assertThat(number(settings, "SELECT count(*) FROM event")).isEqualTo(4_002);
    assertThat(number(settings, "SELECT count(DISTINCT nonce) FROM event")).isEqualTo(4_002);
    assertThat(number(settings, "SELECT sum(amount) FROM movement"))
        .isEqualTo(2L * 2_001 * 2_002 / 2);
    assertThat(number(settings, "SELECT height FROM export")).isEqualTo(2_000);
  }

  @Test
  void aWriteThatIsNotCommittedLeavesNothing() throws Exception {
    PostgresSettings settings = settings("halves");
    try (PostgresSink sink = PostgresSink.open(settings, NumberedBlocks.CHAIN)) {
      sink.write(List.of(blocks.read(0)));
      assertThatThrownBy(() -> sink.write(List.of(blocks.read(1), blocks.read(1))))
          .isInstanceOf(IOException.class);
    }
    try (PostgresSink sink = PostgresSink.open(settings, NumberedBlocks.CHAIN)) {
      assertThat(sink.resume()).isEqualTo(0);
    }
    assertThat(number(settings, "SELECT count(*) FROM event")).isEqualTo(2);
  }

  @Test
  void twoNodesCannotWriteToOneSchema() throws Exception {
    PostgresSettings settings = settings("shared");
    try (PostgresSink one = PostgresSink.open(settings, NumberedBlocks.CHAIN);
        PostgresSink other = PostgresSink.open(settings, NumberedBlocks.CHAIN)) {
      one.write(List.of(blocks.read(0)));

      assertThatThrownBy(() -> other.write(List.of(blocks.read(0))))
          .isInstanceOf(IOException.class);
    }
    assertThat(number(settings, "SELECT count(*) FROM block")).isEqualTo(1);
  }

  @Test
  void aSchemaOfAnotherNetworkIsRefused() throws Exception {
    PostgresSettings settings = settings("foreign");
    PostgresSink.open(settings, NumberedBlocks.CHAIN).close();

    assertThatThrownBy(() -> PostgresSink.open(settings, Hash.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it holds the network " + NumberedBlocks.CHAIN.hex());
  }

  @Test
  void aServerThatIsNotThereIsAFaultThatNamesIt() {
    PostgresSettings nowhere =
        new PostgresSettings("jdbc:postgresql://localhost:1/postgres", "clawnet", null, "clawnet");

    assertThatThrownBy(() -> PostgresSink.open(nowhere, NumberedBlocks.CHAIN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("localhost:1");
  }

  private Exporter exporter(PostgresSettings settings) {
    return new Exporter(
        "postgres", blocks, () -> PostgresSink.open(settings, NumberedBlocks.CHAIN), SHORT);
  }

  private static PostgresSettings settings(String schema) {
    return new PostgresSettings(server.url(), "clawnet", null, schema);
  }

  private static long number(PostgresSettings settings, String question) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                settings.url() + "?currentSchema=" + settings.schema(), settings.user(), "");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(question)) {
      assertThat(found.next()).isTrue();
      return found.getLong(1);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
