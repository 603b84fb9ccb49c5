package network.clawnet.daemon.http.guard;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this node may be addressed. A page that rebinds its own DNS name to
 * 127.0.0.1 still sends that name as {@code Host}, and is refused.
 */
public final class HostNames {
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;
  private final boolean anyAddress;

  /**
   * Allows the loopback names and the configured one.
   *
   * @param configured {@code api.host}; for a wildcard every literal address is allowed, because a
   *     literal address cannot be rebound
   */
  public HostNames(String configured) {
    this.names = new TreeSet<>(LOOPBACK);
    String name = configured.toLowerCase(Locale.ROOT);
    names.add(name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name);
    this.anyAddress = name.equals("0.0.0.0") || name.equals("::") || name.equals("[::]");
  }

  /** Returns whether {@code host}, a {@code Host} header with any port, names this node. */
  public boolean allows(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    return names.contains(name) || (anyAddress && isLiteral(name));
  }

  private static boolean isLiteral(String name) {
    return IPV4.matcher(name).matches() || IPV6.matcher(name).matches();
  }
}
