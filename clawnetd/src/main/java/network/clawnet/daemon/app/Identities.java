package network.clawnet.daemon.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;

/**
 * Identity documents and capability credentials on the ledger. Callable from any thread; may read
 * the disk.
 */
public interface Identities {
  /**
   * A DID as the ledger knows it; every valid DID has one.
   *
   * @param created epoch milliseconds: of the document, else of the key if it is this node's
   * @param updated epoch milliseconds of the last change
   * @param document absent when nothing is registered
   */
  record Identity(
      Did did,
      OptionalLong created,
      OptionalLong updated,
      Optional<Json.Obj> document,
      List<Capability> capabilities) {
    public Identity {
      capabilities = List.copyOf(capabilities);
    }

    public boolean registered() {
      return document.isPresent();
    }
  }

  /**
   * A registered capability.
   *
   * @param id hash of the event that registered it, 64 hex digits
   * @param pricing as the credential states it
   * @param registeredAt epoch milliseconds
   */
  record Capability(
      String id,
      Did did,
      String name,
      Optional<String> description,
      Json pricing,
      boolean verified,
      long registeredAt) {}

  /**
   * Part of the capabilities.
   *
   * @param total all that match
   */
  record CapabilityPage(List<Capability> capabilities, long total) {
    public CapabilityPage {
      capabilities = List.copyOf(capabilities);
    }
  }

  Identity identity(Did did) throws IOException, Refused;

  /**
   * Returns capabilities, newest first.
   *
   * @param did absent: of all accounts
   * @param limit 1 to 100
   */
  CapabilityPage capabilities(Optional<Did> did, int limit, int offset) throws IOException, Refused;
}
