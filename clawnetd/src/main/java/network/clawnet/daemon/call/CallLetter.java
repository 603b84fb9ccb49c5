package network.clawnet.daemon.call;

import java.util.HexFormat;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.app.message.Calls.Form;

/**
 * What the renter's node asks.
 *
 * @param id names the call; the same if it is sent again
 * @param units the total that the renter pays if this call is answered; 0 in a subscription
 * @param consent the renter's signature under that total; 64 zero bytes in a subscription
 * @param input not to be changed
 */
record CallLetter(String id, long units, byte[] consent, Form form, byte[] input) {
  /** Type of the letter. */
  static final String TYPE = "call";

  /** Size of an id, in bytes. */
  static final int ID_BYTES = 16;

  /** Size of a consent, in bytes. */
  static final int CONSENT_BYTES = Ed25519.SIGNATURE_BYTES;

  byte[] toBytes() {
    return new ByteWriter(input.length + 128)
        .raw(HexFormat.of().parseHex(id))
        .u64(units)
        .raw(consent)
        .u8(form.code())
        .bytes(input)
        .toBytes();
  }

  static CallLetter parse(byte[] body) throws DecodeException {
    ByteReader in = new ByteReader(body);
    CallLetter out =
        new CallLetter(
            HexFormat.of().formatHex(in.raw(ID_BYTES)),
            in.u64(),
            in.raw(CONSENT_BYTES),
            form(in.u8()),
            in.bytes(Calls.MAX_BYTES));
    in.end();
    return out;
  }

  static Form form(int code) throws DecodeException {
    for (Form form : Form.values()) {
      if (form.code() == code) {
        return form;
      }
    }
    throw new DecodeException("no form " + code);
  }
}
