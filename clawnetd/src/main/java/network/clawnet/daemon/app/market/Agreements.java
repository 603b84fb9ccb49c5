package network.clawnet.daemon.app.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Deals.Step;
import network.clawnet.market.contract.Contract;

/**
 * Service contracts. Callable from any thread; may read the disk.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface Agreements {
  /**
   * A contract with the pending changes that this node knows.
   *
   * @param about what it is for, also after its end
   * @param overdue whether silence will have decided something in the next block
   * @param steps final events, oldest first; empty in a listing
   */
  record ContractView(
      Contract contract,
      Optional<Json.Obj> about,
      boolean overdue,
      List<Step> steps,
      boolean pending) {
    public ContractView {
      steps = List.copyOf(steps);
    }
  }

  Optional<ContractView> contract(Hash id) throws IOException, Refused;

  /** Returns contracts of an account, newest first. The client is the buyer. */
  Page<ContractView> contracts(Deals.Wanted wanted, Page.Part part) throws IOException, Refused;
}
