package network.clawnet.p2p.reach;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Asks the system's name servers for TXT records, with the JDK's own client. Blocks. */
public final class SystemDns implements DnsAddresses.TextRecords {
  private static final String TIMEOUT_MILLIS = "2000";
  private static final String TRIES = "2";

  /**
   * {@inheritDoc}
   *
   * <p>The factory is fixed and speaks DNS only: TXT records come as text, nothing is deserialized,
   * and the name cannot choose another provider.
   */
  @Override
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  public List<String> of(String name) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
    environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
    try {
      DirContext dns = new InitialDirContext(environment);
      try {
        return texts(dns.getAttributes("dns:/" + name, new String[] {"TXT"}).get("TXT"));
      } finally {
        dns.close();
      }
    } catch (NamingException e) {
      return List.of(); // nobody answers: as good as no record
    }
  }

  private static List<String> texts(@Nullable Attribute records) throws NamingException {
    List<String> out = new ArrayList<>();
    if (records == null) {
      return out;
    }
    NamingEnumeration<?> all = records.getAll();
    while (all.hasMore() && out.size() < DnsAddresses.MAX_RECORDS) {
      String text = String.valueOf(all.next());
      out.add(text.startsWith("\"") ? text.substring(1, text.length() - 1) : text);
    }
    return out;
  }
}
