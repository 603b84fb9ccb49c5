package network.clawnet.p2p.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.ProtoWriter;

/**
 * Where a peer says it can be reached. Source: libp2p RFC 0003, with the domain and type that all
 * implementations use.
 *
 * @param peerId who says so
 * @param sequence grows with every record of a peer; only a larger one replaces another
 * @param addresses without the peer's own id at their end
 */
public record PeerRecord(PeerId peerId, long sequence, List<Multiaddr> addresses) {
  /** Most addresses that are read from one record; further ones are left out. */
  public static final int MAX_ADDRESSES = 64;

  private static final SignedEnvelope.Purpose PURPOSE =
      new SignedEnvelope.Purpose("libp2p-peer-record", new byte[] {0x03, 0x01});

  private static final int PEER_FIELD = 1;
  private static final int SEQUENCE_FIELD = 2;
  private static final int ADDRESS_FIELD = 3;
  private static final int MULTIADDR_FIELD = 1;

  /** Copies the list. */
  public PeerRecord {
    addresses = List.copyOf(addresses);
  }

  /**
   * Signs this record.
   *
   * @throws IllegalArgumentException if it is about another peer than the key's
   */
  public SignedEnvelope seal(HostKey key) {
    if (!key.peerId().equals(peerId)) {
      throw new IllegalArgumentException("a peer signs its own record only");
    }
    return SignedEnvelope.seal(key, PURPOSE, encode());
  }

  /**
   * Reads a signed record. Addresses of unknown protocols are left out, as are those past {@link
   * #MAX_ADDRESSES}.
   *
   * @param envelope the encoded envelope
   * @throws DecodeException if it is malformed, the signature does not hold, or the signer speaks
   *     for another peer
   */
  public static PeerRecord open(byte[] envelope) throws DecodeException {
    SignedEnvelope opened = SignedEnvelope.open(envelope, PURPOSE);
    PeerRecord record = decode(opened.payload());
    if (!record.peerId.equals(opened.signer().peerId())) {
      throw new DecodeException("the record is about another peer than its signer");
    }
    return record;
  }

  byte[] encode() {
    ProtoWriter out =
        new ProtoWriter().bytes(PEER_FIELD, peerId.multihash()).varint(SEQUENCE_FIELD, sequence);
    for (Multiaddr address : addresses) {
      out.message(ADDRESS_FIELD, new ProtoWriter().bytes(MULTIADDR_FIELD, address.bytes()));
    }
    return out.toBytes();
  }

  private static PeerRecord decode(byte[] payload) throws DecodeException {
    Optional<PeerId> peerId = Optional.empty();
    long sequence = 0;
    List<Multiaddr> addresses = new ArrayList<>();
    ProtoReader in = new ProtoReader(payload);
    while (in.next()) {
      switch (in.field()) {
        case PEER_FIELD -> peerId = Optional.of(PeerId.ofMultihash(in.bytes(PeerId.MAX_BYTES)));
        case SEQUENCE_FIELD -> sequence = in.count();
        case ADDRESS_FIELD -> {
          ProtoReader address = in.message(SignedEnvelope.MAX_BYTES);
          if (addresses.size() < MAX_ADDRESSES) {
            address(address).ifPresent(addresses::add);
          }
        }
        default -> {} // a later version may say more
      }
    }
    return new PeerRecord(
        peerId.orElseThrow(() -> new DecodeException("a record names a peer")),
        sequence,
        addresses);
  }

  private static Optional<Multiaddr> address(ProtoReader in) throws DecodeException {
    Optional<Multiaddr> address = Optional.empty();
    while (in.next()) {
      if (in.field() == MULTIADDR_FIELD) {
        address = known(in.bytes(SignedEnvelope.MAX_BYTES));
      }
    }
    return address;
  }

  private static Optional<Multiaddr> known(byte[] bytes) {
    try {
      return Optional.of(Multiaddr.decode(bytes));
    } catch (DecodeException e) {
      return Optional.empty(); // the peer speaks a protocol that this node does not
    }
  }
}
