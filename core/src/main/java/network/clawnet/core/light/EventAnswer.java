package network.clawnet.core.light;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.MerkleProof;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.sync.wire.CertifiedHeader;

/**
 * What a full node says of a final event; a claim until {@link #verify}.
 *
 * @param path from the block that holds it to the next one with a certificate, oldest first
 * @param certificate of the last header of the path
 * @param event canonical bytes under the first header's events root
 * @param receipt encoded, under its receipts root
 */
public record EventAnswer(
    List<Header> path, Certificate certificate, Placed event, Placed receipt) {
  /** Most headers of a path. */
  public static final int MAX_PATH = 128;

  /** Largest event or receipt in bytes. */
  static final int MAX_ITEM_BYTES = 1 << 20;

  private static final int MAX_PLACE_BYTES = 9 + MerkleProof.MAX_SIBLINGS * Hash.BYTES;

  /** Largest encoded size in bytes. */
  public static final int MAX_BYTES =
      2 + MAX_PATH * Header.BYTES + CertifiedHeader.MAX_BYTES + 2 * MAX_ITEM_BYTES + 4 * 1024;

  /** Bytes and their place under a root. */
  public record Placed(byte[] bytes, MerkleProof place) {}

  public EventAnswer {
    path = List.copyOf(path);
  }

  /** Returns the block's header and what certifies it, if the path leads from one to the other. */
  public CertifiedHeader last() {
    return new CertifiedHeader(path.get(path.size() - 1), certificate);
  }

  /** Returns u16 count and the headers, the certificate, the event and the receipt. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(2048).u16(path.size());
    path.forEach(it -> it.writeTo(out));
    out.bytes(certificate.encode());
    write(out, event);
    write(out, receipt);
    return out.toBytes();
  }

  private static void write(ByteWriter out, Placed item) {
    out.bytes(item.bytes()).bytes(item.place().encode());
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static EventAnswer decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int count = in.u16();
    if (count < 1 || count > MAX_PATH) {
      throw new DecodeException("headers: " + count);
    }
    List<Header> path = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      path.add(Header.read(in));
    }
    Certificate certificate = Certificate.decode(in.bytes(CertifiedHeader.MAX_BYTES));
    EventAnswer answer = new EventAnswer(path, certificate, read(in), read(in));
    in.end();
    return answer;
  }

  private static Placed read(ByteReader in) throws DecodeException {
    byte[] item = in.bytes(MAX_ITEM_BYTES);
    return new Placed(item, MerkleProof.decode(in.bytes(MAX_PLACE_BYTES)));
  }

  /**
   * Returns what is proved; whether {@link #last} is certified is for {@link LightChain} to say.
   *
   * @throws FalseAnswerException if it does not answer the question
   */
  public ProvenEvent verify(Hash wanted) throws FalseAnswerException {
    for (int i = 1; i < path.size(); i++) {
      require(path.get(i).parentHash().equals(path.get(i - 1).hash()), "the path has a gap");
    }
    Header header = path.get(0);
    MerkleProof place = event.place();
    require(place.size() == header.body().eventCount(), "a place in another block");
    require(place.proves(event.bytes(), header.body().eventsRoot()), "the event is not there");
    require(
        receipt.place().proves(receipt.bytes(), header.outcome().receiptsRoot()),
        "the receipt is not there");
    try {
      SignedEvent signed = EventCodec.decode(event.bytes());
      Receipt effect = Receipt.decode(receipt.bytes());
      require(signed.hash().equals(wanted), "another event");
      require(
          effect.cause().equals(wanted) && effect.origin() == Receipt.Origin.EVENT,
          "another event's receipt");
      return new ProvenEvent(header, place.index(), signed, effect);
    } catch (EventFault | DecodeException e) {
      throw new FalseAnswerException("a block holds what has no form: " + e.getMessage());
    }
  }

  private static void require(boolean holds, String otherwise) throws FalseAnswerException {
    if (!holds) {
      throw new FalseAnswerException(otherwise);
    }
  }
}
