package network.clawnet.market.lease;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Terms;

/** Leases in the replicated state, by id. Pure. Source: docs/protocol/market.md, section 8. */
public final class Leases {
  private static final int VERSION = 1;

  private Leases() {}

  /** Returns the lease, of any state. */
  public static Optional<Lease> get(StateView view, Hash id) {
    return Rows.get(view, key(id), in -> read(id, in));
  }

  /** Returns where the lease lies, for proofs. */
  public static StateKey key(Hash id) {
    return new StateKey(MarketModules.LEASE, id.bytes());
  }

  static void begin(Lease lease, Changes changes) {
    changes.schedule(entry(lease));
    put(lease, changes);
  }

  /** Writes a lease that has moved on, and its deadline. */
  static void move(Lease before, Lease after, Changes changes) {
    changes.cancel(entry(before));
    if (after.state() != Lease.State.SETTLED) {
      changes.schedule(entry(after));
    }
    put(after, changes);
  }

  private static DueEntry entry(Lease lease) {
    return new DueEntry(MarketModules.DUE_LEASE, lease.deadline(), lease.id().bytes());
  }

  private static void put(Lease lease, Changes changes) {
    Rental rental = lease.rental();
    ByteWriter out = new ByteWriter(320).u8(VERSION).raw(rental.listing().bytes());
    Rows.did(out, rental.renter());
    Rows.did(out, rental.provider());
    Rows.optionalDid(out, rental.arbiter());
    out.u64(rental.price().value()).u64(rental.units()).u64(rental.periodMs());
    rental.terms().write(out);
    out.u64(rental.startedAt()).u8(lease.state().code()).u64(lease.deadline());
    out.u64(lease.metered()).u64(lease.claimed()).u64(lease.paid().value());
    changes.put(key(lease.id()), out.raw(lease.lastEvent().bytes()).toBytes());
  }

  private static Lease read(Hash id, ByteReader in) throws DecodeException {
    Rows.version(in, VERSION);
    Rental rental =
        new Rental(
            Rows.hash(in),
            Rows.did(in),
            Rows.did(in),
            Rows.optionalDid(in),
            new Tokens(in.u64()),
            in.u64(),
            in.u64(),
            Terms.read(in),
            in.u64());
    return new Lease(
        id,
        rental,
        Rows.coded(in, Lease.State.values()),
        in.u64(),
        in.u64(),
        in.u64(),
        new Tokens(in.u64()),
        Rows.hash(in));
  }
}
