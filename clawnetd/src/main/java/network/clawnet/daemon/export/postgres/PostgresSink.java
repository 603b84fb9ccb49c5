package network.clawnet.daemon.export.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.export.EventSink;
import network.clawnet.daemon.export.FinalContent;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database. A write is one transaction that moves the offset too, so a block is there
 * once although it may come twice. One thread.
 */
public final class PostgresSink implements EventSink {
  /** Version of the tables; a database with another one is refused. */
  static final int TABLES_VERSION = 1;

  private static final int CONNECT_SECONDS = 10;
  private static final int SOCKET_SECONDS = 60;

  private final Connection connection;
  private final Rows rows;
  private final String chain;
  private long height;

  private PostgresSink(Connection connection, String chain) throws SQLException {
    this.connection = connection;
    this.chain = chain;
    this.rows = new Rows(connection);
  }

  /**
   * Connects, and makes the tables if they are missing.
   *
   * @param chainId the genesis hash; a schema holds one network
   * @throws IOException also if the schema holds another network or other tables
   */
  public static PostgresSink open(PostgresSettings settings, Hash chainId) throws IOException {
    try {
      Connection connection = source(settings).getConnection();
      try {
        Tables.create(connection, settings.schema());
        connection.setAutoCommit(false);
        PostgresSink sink = new PostgresSink(connection, chainId.hex());
        sink.height = sink.offset();
        return sink;
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw fault(e);
    }
  }

  @Override
  public long resume() {
    return height;
  }

  @Override
  public void write(List<FinalContent> blocks) throws IOException {
    try {
      for (FinalContent block : blocks) {
        rows.add(block);
      }
      rows.flush();
      long last = blocks.get(blocks.size() - 1).height();
      moveOffset(blocks.get(0).height() - 1, last);
      connection.commit();
      height = last;
    } catch (SQLException e) {
      throw fault(e);
    } catch (AssertionError e) {
      // a check of the driver's own that fails when the server goes in the middle of a batch
      throw new IOException("PostgreSQL: the connection broke", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // the server ends what was not committed, whether it heard of the end or not
    }
  }

  private long offset() throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT chain, version, height FROM export")) {
      if (found.next()) {
        require(found.getString(1).equals(chain), "it holds the network " + found.getString(1));
        require(found.getInt(2) == TABLES_VERSION, "its tables have version " + found.getInt(2));
        return found.getLong(3);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO export (chain, version, height) VALUES (?, ?, -1)")) {
      insert.setString(1, chain);
      insert.setInt(2, TABLES_VERSION);
      insert.executeUpdate();
    }
    connection.commit();
    return -1;
  }

  /** Two nodes that export to one schema would go on from each other's offset: the second fails. */
  private void moveOffset(long from, long to) throws SQLException, IOException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE export SET height = ? WHERE chain = ? AND height = ?")) {
      update.setLong(1, to);
      update.setString(2, chain);
      update.setLong(3, from);
      if (update.executeUpdate() != 1) {
        connection.rollback();
        throw new IOException(
            "somebody else writes to the same schema: it does not end at " + from);
      }
    }
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException("this schema cannot be used, " + otherwise + ": name another one");
    }
  }

  private static PGSimpleDataSource source(PostgresSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setCurrentSchema(settings.schema());
    source.setApplicationName("clawnetd");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setReWriteBatchedInserts(true);
    return source;
  }

  private static IOException fault(SQLException e) {
    Throwable cause = e.getNextException() == null ? e : e.getNextException();
    return new IOException("PostgreSQL: " + cause.getMessage(), e);
  }
}
