package network.clawnet.daemon.content;

import java.util.Arrays;
import java.util.HexFormat;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Store.Write;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * A content on its way out.
 *
 * @param posted bytes that have been handed to the post office
 * @param last id of the last message with a piece of it; empty before the first
 */
record Parcel(Route route, Hash deal, Hash content, long posted, String last) {
  /** First byte of the keys of parcels. */
  static final byte KIND = 1;

  private static final HexFormat HEX = HexFormat.of();

  Parcel posted(long upTo, String message) {
    return new Parcel(route, deal, content, upTo, message);
  }

  Write row() {
    byte[] id = last.isEmpty() ? new byte[SealedMessage.ID_BYTES] : HEX.parseHex(last);
    return new Write(
        NodeFamilies.CONTENT_OUT,
        key(),
        new ByteWriter(64).raw(route.to().key().bytes()).u64(posted).raw(id).toBytes());
  }

  Write gone() {
    return new Write(NodeFamilies.CONTENT_OUT, key(), null);
  }

  private byte[] key() {
    return new ByteWriter(97)
        .u8(KIND)
        .raw(route.from().key().bytes())
        .raw(deal.bytes())
        .raw(content.bytes())
        .toBytes();
  }

  static Parcel read(byte[] key, byte[] value) throws DecodeException {
    ByteReader place = new ByteReader(key, 1, key.length - 1);
    ByteReader in = new ByteReader(value);
    Did from = did(place);
    Hash deal = Hash.of(place.raw(Hash.BYTES));
    Hash content = Hash.of(place.raw(Hash.BYTES));
    Did to = did(in);
    long posted = in.u64();
    byte[] id = in.raw(SealedMessage.ID_BYTES);
    boolean none = Arrays.equals(id, new byte[SealedMessage.ID_BYTES]);
    in.end();
    return new Parcel(new Route(from, to), deal, content, posted, none ? "" : HEX.formatHex(id));
  }

  private static Did did(ByteReader in) throws DecodeException {
    return new Did(PublicKey.of(in.raw(PublicKey.BYTES)));
  }
}
