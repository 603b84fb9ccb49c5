package network.clawnet.daemon.export.postgres;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param schema where the tables are; made if it is missing
 */
public record PostgresSettings(String url, String user, @Nullable String password, String schema) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Refuses what is no plain name. */
  public PostgresSettings {
    if (!url.startsWith("jdbc:postgresql://")) {
      throw new IllegalArgumentException("a url begins with jdbc:postgresql://, not " + url);
    }
    if (!NAME.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "a schema's name has 1 to 63 of a-z, 0-9 and _, not " + schema);
    }
  }

  @Override
  public String toString() {
    return url + " user " + user + " schema " + schema;
  }
}
