package network.clawnet.daemon.call;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import network.clawnet.daemon.store.NodeFamilies;
import org.jspecify.annotations.Nullable;

/** The rows of calls in the node database, by lease, and of endpoints, by listing. May block. */
final class CallBook {
  private final Store store;

  /** Reads a row. */
  private interface Parser<T> {
    T parse(byte[] row) throws DecodeException;
  }

  CallBook(Store store) {
    this.store = store;
  }

  Optional<Made> made(Hash lease) throws IOException {
    return row(NodeFamilies.CALL_MADE, lease, Made::parse);
  }

  static Write made(Hash lease, Made made) {
    return new Write(NodeFamilies.CALL_MADE, lease.bytes(), made.toBytes());
  }

  Map<Hash, Made> allMade() throws IOException {
    return all(NodeFamilies.CALL_MADE, Made::parse);
  }

  Optional<Served> served(Hash lease) throws IOException {
    return row(NodeFamilies.CALL_SERVED, lease, Served::parse);
  }

  static Write served(Hash lease, Served served) {
    return new Write(NodeFamilies.CALL_SERVED, lease.bytes(), served.toBytes());
  }

  Map<Hash, Served> allServed() throws IOException {
    return all(NodeFamilies.CALL_SERVED, Served::parse);
  }

  Optional<URI> endpoint(Hash listing) throws IOException {
    return row(
        NodeFamilies.ENDPOINT,
        listing,
        bytes -> URI.create(new String(bytes, StandardCharsets.UTF_8)));
  }

  static Write endpoint(Hash listing, Optional<URI> url) {
    return new Write(
        NodeFamilies.ENDPOINT,
        listing.bytes(),
        url.map(it -> it.toString().getBytes(StandardCharsets.UTF_8)).orElse(null));
  }

  void write(Write row) throws IOException {
    store.write(List.of(row), true);
  }

  private <T> Optional<T> row(Family family, Hash key, Parser<T> parser) throws IOException {
    byte @Nullable [] value = store.get(family, key.bytes());
    try {
      return value == null ? Optional.empty() : Optional.of(parser.parse(value));
    } catch (DecodeException e) {
      throw damaged(e);
    }
  }

  private <T> Map<Hash, T> all(Family family, Parser<T> parser) throws IOException {
    TreeMap<Hash, byte[]> rows = new TreeMap<>();
    store.scan(
        family,
        new byte[0],
        null,
        (key, value) -> {
          rows.put(Hash.of(key), value);
          return true;
        });
    TreeMap<Hash, T> out = new TreeMap<>();
    try {
      for (Map.Entry<Hash, byte[]> row : rows.entrySet()) {
        out.put(row.getKey(), parser.parse(row.getValue()));
      }
    } catch (DecodeException e) {
      throw damaged(e);
    }
    return out;
  }

  private static IOException damaged(DecodeException fault) {
    return new IOException("a row of calls is damaged: " + fault.getMessage(), fault);
  }
}
