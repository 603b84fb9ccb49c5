package network.clawnet.core.light;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.tree.Proof;
import network.clawnet.core.tree.ProofException;

/**
 * What a full node says of some keys of one state; a claim until {@link #verify}.
 *
 * @param head the block after which the state is what the proofs say
 * @param proofs of the first keys asked for, in their order; at least one
 */
public record StateAnswer(CertifiedHeader head, List<Proof> proofs) {
  /** Bytes of proofs after which no further one is added. */
  public static final int FULL_BYTES = 512 * 1024;

  /** Largest encoded proof in bytes: a path of full depth and the largest value. */
  static final int MAX_PROOF_BYTES = 16 * 1024 + (1 << 20);

  /** Largest encoded size in bytes. */
  public static final int MAX_BYTES = FULL_BYTES + MAX_PROOF_BYTES + 16 * 1024;

  public StateAnswer {
    proofs = List.copyOf(proofs);
  }

  /** Returns the header and its certificate, u8 count, and each proof. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(2048).bytes(head.encode()).u8(proofs.size());
    proofs.forEach(it -> out.bytes(it.encode()));
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static StateAnswer decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    CertifiedHeader head = CertifiedHeader.decode(in.bytes(CertifiedHeader.MAX_BYTES));
    int count = in.u8();
    if (count < 1 || count > ProofQuestion.MAX_KEYS) {
      throw new DecodeException("proofs: " + count);
    }
    List<Proof> proofs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      proofs.add(Proof.decode(in.bytes(MAX_PROOF_BYTES)));
    }
    in.end();
    return new StateAnswer(head, proofs);
  }

  /**
   * Returns what the proofs prove; whether the head is certified is for {@link LightChain} to say.
   *
   * @throws FalseAnswerException if it does not answer the question
   */
  public ProvenState verify(ProofQuestion.State question) throws FalseAnswerException {
    Header header = head.header();
    if (header.height() < question.atLeast()) {
      throw new FalseAnswerException(
          "the state of block " + header.height() + ", asked for " + question.atLeast());
    }
    if (proofs.size() > question.keys().size()) {
      throw new FalseAnswerException("more proofs than keys");
    }
    SortedMap<StateKey, Optional<byte[]>> values = new TreeMap<>();
    for (int i = 0; i < proofs.size(); i++) {
      StateKey key = question.keys().get(i);
      try {
        byte[] value = proofs.get(i).verify(header.outcome().stateRoot(), key);
        values.put(key, Optional.ofNullable(value));
      } catch (ProofException e) {
        throw new FalseAnswerException(String.valueOf(e.getMessage()));
      }
    }
    return new ProvenState(header, values);
  }
}
