package network.clawnet.daemon.call;

import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseAction;

/** What the ledger says of leases, and what a renter's consent to a meter is. Any thread. */
final class Leasing {
  private final Function<Hash, Optional<Lease>> leases;
  private final String chain;

  /**
   * Asks a ledger.
   *
   * @param leases what is final; any thread
   * @param chain that consents name
   */
  Leasing(Function<Hash, Optional<Lease>> leases, String chain) {
    this.leases = leases;
    this.chain = chain;
  }

  Optional<Lease> find(Hash lease) {
    return leases.apply(lease);
  }

  /** Returns what a renter signs so that it pays so many units. */
  static Json.Obj meter(Hash lease, long units) {
    return Json.object().put("leaseId", lease.hex()).put("units", units).build();
  }

  /** Returns whether the renter has signed a meter of so many units. */
  boolean isSigned(Lease lease, long units, byte[] consent) {
    byte[] signed =
        EventCodec.cosignable(chain, LeaseAction.METER.type(), meter(lease.id(), units));
    return Ed25519.verify(lease.rental().renter().key(), signed, consent);
  }
}
