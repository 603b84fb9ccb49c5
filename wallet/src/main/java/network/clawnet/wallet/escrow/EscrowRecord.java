package network.clawnet.wallet.escrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/** The stored bytes of an escrow. Source: docs/protocol/events.md, section 8.3. */
final class EscrowRecord {
  private static final int VERSION = 1;

  private EscrowRecord() {}

  static byte[] encode(Escrow escrow) {
    EscrowTerms terms = escrow.terms();
    ByteWriter out = new ByteWriter(256).u8(VERSION);
    out.raw(terms.depositor().key().bytes()).raw(terms.beneficiary().key().bytes());
    out.u8(terms.arbiter().isPresent() ? 1 : 0);
    terms.arbiter().ifPresent(arbiter -> out.raw(arbiter.key().bytes()));
    out.u64(terms.agreed().value()).u64(terms.created()).u64(terms.expiresAt());
    out.u8(terms.rules().size());
    for (ReleaseRule rule : terms.rules()) {
      out.text(rule.id()).u8(rule.by().code()).u64(rule.notBefore());
    }
    Escrow.Sums sums = escrow.sums();
    return out.u64(sums.funded().value())
        .u64(sums.released().value())
        .u64(sums.refunded().value())
        .raw(escrow.lastEvent().bytes())
        .toBytes();
  }

  static Escrow decode(String id, byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    if (in.u8() != VERSION) {
      throw new DecodeException("unknown version of an escrow record");
    }
    try {
      Escrow escrow = new Escrow(id, terms(in), sums(in), Hash.of(in.raw(Hash.BYTES)));
      in.end();
      return escrow;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DecodeException("escrow record: " + e.getMessage());
    }
  }

  private static EscrowTerms terms(ByteReader in) throws DecodeException {
    Did depositor = did(in);
    Did beneficiary = did(in);
    Optional<Did> arbiter = bounded(in.u8(), 2) == 1 ? Optional.of(did(in)) : Optional.empty();
    Tokens agreed = new Tokens(in.u64());
    long created = in.u64();
    long expiresAt = in.u64();
    return new EscrowTerms(depositor, beneficiary, arbiter, rules(in), agreed, created, expiresAt);
  }

  private static List<ReleaseRule> rules(ByteReader in) throws DecodeException {
    int count = bounded(in.u8(), EscrowTerms.MAX_RULES + 1);
    List<ReleaseRule> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(
          new ReleaseRule(in.text(EscrowIds.MAX_CHARS), ReleaseRule.By.ofCode(in.u8()), in.u64()));
    }
    return rules;
  }

  private static Escrow.Sums sums(ByteReader in) throws DecodeException {
    return new Escrow.Sums(new Tokens(in.u64()), new Tokens(in.u64()), new Tokens(in.u64()));
  }

  private static Did did(ByteReader in) throws DecodeException {
    return new Did(PublicKey.of(in.raw(PublicKey.BYTES)));
  }

  private static int bounded(int value, int limit) throws DecodeException {
    if (value >= limit) {
      throw new DecodeException("escrow record: value " + value + " out of range");
    }
    return value;
  }
}
