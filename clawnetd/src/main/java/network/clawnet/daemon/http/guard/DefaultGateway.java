package network.clawnet.daemon.http.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;

/** Finds this machine's default gateway in Linux' routing table. */
public final class DefaultGateway {
  /** Where Linux shows its IPv4 routes. */
  public static final Path ROUTES = Path.of("/proc/net/route");

  private static final String ANY = "00000000";
  private static final int MAX_LINES = 1_000;

  private DefaultGateway() {}

  /** Returns the gateway; empty where there is none or the table cannot be read. */
  public static Optional<InetAddress> read(Path routes) {
    if (!Files.isReadable(routes)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(routes)) {
      return parse(lines.limit(MAX_LINES).toList());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads lines of {@code interface destination gateway …}; addresses are little-endian hex. */
  static Optional<InetAddress> parse(List<String> lines) {
    for (String line : lines) {
      String[] columns = line.trim().split("\\s+", -1);
      if (columns.length > 2 && columns[1].equals(ANY) && !columns[2].equals(ANY)) {
        return address(columns[2]);
      }
    }
    return Optional.empty();
  }

  private static Optional<InetAddress> address(String littleEndianHex) {
    try {
      byte[] bytes = Hex.decode(littleEndianHex.toLowerCase(Locale.ROOT), 4);
      byte[] reversed = {bytes[3], bytes[2], bytes[1], bytes[0]};
      return Optional.of(InetAddress.getByAddress(reversed));
    } catch (DecodeException | UnknownHostException e) {
      return Optional.empty();
    }
  }
}
