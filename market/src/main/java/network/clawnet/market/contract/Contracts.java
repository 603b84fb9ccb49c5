package network.clawnet.market.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.contract.Contract.Ending;
import network.clawnet.market.contract.Contract.Progress;
import network.clawnet.market.contract.Contract.Sums;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Terms;

/** Contracts in the replicated state, by id. Pure. Source: docs/protocol/contract.md, section 6. */
public final class Contracts {
  private static final int VERSION = 1;
  private static final byte RECORD = 0;
  private static final byte ABOUT = 1;
  private static final int FIRST_BIT = 1;
  private static final int SECOND_BIT = 2;

  private Contracts() {}

  /** Returns the contract, of any state. */
  public static Optional<Contract> get(StateView view, Hash id) {
    return Rows.get(view, key(id), in -> read(id, in));
  }

  /** Returns what the paper says to people; empty once the contract has ended. */
  public static Optional<Json.Obj> about(StateView view, Hash id) {
    byte[] value = view.get(aboutKey(id));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseObject(value));
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt contract " + id, e);
    }
  }

  /** Returns where the contract lies, for proofs. */
  public static StateKey key(Hash id) {
    return row(RECORD, id);
  }

  /** Writes a contract that is new. */
  static void begin(Contract contract, byte[] about, Changes changes) {
    describe(contract.id(), about, changes);
    changes.schedule(entry(contract));
    put(contract, changes);
  }

  static void describe(Hash id, byte[] about, Changes changes) {
    changes.put(aboutKey(id), about);
  }

  /** Writes a contract that has moved on, and its next deadline. */
  static void move(Contract before, Contract after, Changes changes) {
    changes.cancel(entry(before));
    if (after.state().isFinal()) {
      changes.delete(aboutKey(after.id()));
    } else {
      changes.schedule(entry(after));
    }
    put(after, changes);
  }

  /** Writes a contract whose state and deadlines are as before. */
  static void put(Contract contract, Changes changes) {
    ByteWriter out = new ByteWriter(1_024).u8(VERSION);
    Rows.did(out, contract.parties().client());
    Rows.did(out, contract.parties().provider());
    Rows.optionalDid(out, contract.parties().arbiter());
    contract.paper().terms().write(out);
    write(contract.progress(), out);
    out.raw(contract.paper().event().bytes()).u8(contract.milestones().size());
    contract.milestones().forEach(it -> write(it, out));
    Sums sums = contract.sums();
    out.u64(sums.paid().value()).u64(sums.fair().value()).u64(sums.counted().value());
    out.u8(bits(sums.ruled(), sums.failed()));
    contract.ending().ifPresent(it -> write(it, out));
    changes.put(key(contract.id()), out.raw(contract.lastEvent().bytes()).toBytes());
  }

  private static DueEntry entry(Contract contract) {
    long deadline = contract.deadline();
    boolean refunds =
        contract.state().isFunded()
            && contract.milestones().stream()
                .anyMatch(it -> it.state().refunds() && it.deadline() == deadline);
    return new DueEntry(
        refunds ? MarketModules.DUE_CONTRACT_REFUND : MarketModules.DUE_CONTRACT_PAY,
        deadline,
        contract.id().bytes());
  }

  private static void write(Progress progress, ByteWriter out) {
    out.u8(progress.state().code());
    out.u8(bits(progress.signedByClient(), progress.signedByProvider()));
    out.u64(progress.created()).u64(progress.funded()).u64(progress.until());
  }

  private static void write(Milestone milestone, ByteWriter out) {
    byte[] id = milestone.plan().id().getBytes(StandardCharsets.US_ASCII);
    out.u8(id.length).raw(id);
    out.u64(milestone.plan().amount().value()).u64(milestone.plan().deliverMs());
    out.u8(milestone.state().code()).u64(milestone.deadline());
    out.u8(milestone.revisionsLeft()).u8(milestone.evidence());
    Rows.optionalHash(out, milestone.delivered());
    out.u64(milestone.toProvider().value());
  }

  private static void write(Ending ending, ByteWriter out) {
    out.u32(ending.providerRating()).u32(ending.clientRating());
    out.u8(bits(ending.reviewedByClient(), ending.reviewedByProvider()));
  }

  private static Contract read(Hash id, ByteReader in) throws DecodeException {
    Rows.version(in, VERSION);
    Contract.Parties parties =
        new Contract.Parties(Rows.did(in), Rows.did(in), Rows.optionalDid(in));
    Terms terms = Terms.read(in);
    Progress progress = progress(in);
    Contract.Paper paper = new Contract.Paper(terms, Rows.hash(in));
    List<Milestone> milestones = new ArrayList<>();
    for (int left = in.u8(); left > 0; left--) {
      milestones.add(milestone(in));
    }
    Sums sums = sums(in);
    Optional<Ending> ending =
        progress.state().isFinal() ? Optional.of(ending(in)) : Optional.empty();
    return new Contract(id, parties, paper, progress, milestones, sums, ending, Rows.hash(in));
  }

  private static Progress progress(ByteReader in) throws DecodeException {
    Contract.State state = Rows.coded(in, Contract.State.values());
    int signed = in.u8();
    return new Progress(state, first(signed), second(signed), in.u64(), in.u64(), in.u64());
  }

  private static Milestone milestone(ByteReader in) throws DecodeException {
    String id = new String(in.raw(in.u8()), StandardCharsets.US_ASCII);
    return new Milestone(
        new Milestone.Plan(id, new Tokens(in.u64()), in.u64()),
        Rows.coded(in, Milestone.State.values()),
        in.u64(),
        in.u8(),
        in.u8(),
        Rows.optionalHash(in),
        new Tokens(in.u64()));
  }

  private static Sums sums(ByteReader in) throws DecodeException {
    Tokens paid = new Tokens(in.u64());
    Tokens fair = new Tokens(in.u64());
    Tokens counted = new Tokens(in.u64());
    int flags = in.u8();
    return new Sums(paid, fair, counted, first(flags), second(flags));
  }

  private static Ending ending(ByteReader in) throws DecodeException {
    int providerRating = in.u32();
    int clientRating = in.u32();
    int reviewed = in.u8();
    return new Ending(providerRating, clientRating, first(reviewed), second(reviewed));
  }

  private static int bits(boolean first, boolean second) {
    return (first ? FIRST_BIT : 0) | (second ? SECOND_BIT : 0);
  }

  private static boolean first(int bits) {
    return (bits & FIRST_BIT) != 0;
  }

  private static boolean second(int bits) {
    return (bits & SECOND_BIT) != 0;
  }

  private static StateKey aboutKey(Hash id) {
    return row(ABOUT, id);
  }

  private static StateKey row(byte kind, Hash id) {
    return new StateKey(
        MarketModules.CONTRACT, new ByteWriter(33).u8(kind).raw(id.bytes()).toBytes());
  }
}
