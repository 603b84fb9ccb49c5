package network.clawnet.daemon.export.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, as docs/export.md describes them. */
final class Tables {
  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS export (
            chain text PRIMARY KEY, version int NOT NULL, height bigint NOT NULL)""",
          """
          CREATE TABLE IF NOT EXISTS block (
            height bigint PRIMARY KEY, hash text NOT NULL UNIQUE, parent text NOT NULL,
            time timestamptz NOT NULL, epoch bigint NOT NULL, view bigint NOT NULL,
            events int NOT NULL, state_root text NOT NULL)""",
          """
          CREATE TABLE IF NOT EXISTS event (
            hash text PRIMARY KEY, height bigint NOT NULL, index int NOT NULL,
            type text NOT NULL, issuer text NOT NULL, nonce bigint NOT NULL,
            ts bigint NOT NULL, fee numeric(20) NOT NULL,
            payload json NOT NULL, signed text NOT NULL)""",
          "CREATE INDEX IF NOT EXISTS event_height ON event (height, index)",
          "CREATE INDEX IF NOT EXISTS event_issuer ON event (issuer, nonce)",
          "CREATE INDEX IF NOT EXISTS event_type ON event (type, height)",
          """
          CREATE TABLE IF NOT EXISTS movement (
            height bigint NOT NULL, position int NOT NULL, cause text NOT NULL,
            origin text NOT NULL, kind text NOT NULL, sender text NOT NULL,
            receiver text NOT NULL, amount numeric(20) NOT NULL, reference text NOT NULL,
            PRIMARY KEY (height, position))""",
          "CREATE INDEX IF NOT EXISTS movement_sender ON movement (sender, height)",
          "CREATE INDEX IF NOT EXISTS movement_receiver ON movement (receiver, height)",
          "CREATE INDEX IF NOT EXISTS movement_reference ON movement (reference, height)");

  private Tables() {}

  /**
   * Makes what is missing.
   *
   * @param schema a name without quotation marks; it may be a word of SQL
   */
  static void create(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
      for (String sql : STATEMENTS) {
        statement.execute(sql);
      }
    }
  }
}
