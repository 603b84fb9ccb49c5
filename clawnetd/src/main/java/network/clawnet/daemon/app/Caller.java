package network.clawnet.daemon.app;

import java.util.Set;
import network.clawnet.core.identity.Did;

/** Who asks. Established once per request; use cases bind limits and the audit log to it. */
public sealed interface Caller {
  /** The operator: over the Unix socket, over an open loopback port, or with the API token. */
  enum Operator implements Caller {
    LOCAL,
    API_TOKEN
  }

  /**
   * The bearer of a credential: acts for one account, within its scopes and limits.
   *
   * @param id the credential's public id, never its secret
   */
  record Bearer(String id, Did did, Set<Credentials.Scope> scopes) implements Caller {
    public Bearer {
      scopes = Set.copyOf(scopes);
    }
  }
}
