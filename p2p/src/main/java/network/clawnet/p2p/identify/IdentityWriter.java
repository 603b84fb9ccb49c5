package network.clawnet.p2p.identify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.wire.ProtoWriter;

/**
 * Writes what we say of ourselves, in messages that every implementation reads: none over {@link
 * IdentifyLimits#MAX_SENT_BYTES}, and the signed record apart if all would not fit in 2 KiB.
 */
final class IdentityWriter {
  /** Room for the field's number and length before a value. */
  private static final int TAG_BYTES = 4;

  private final List<ProtoWriter> messages = new ArrayList<>();
  private ProtoWriter current = new ProtoWriter();

  private IdentityWriter() {
    messages.add(current);
  }

  /** Returns the messages, each behind its length, to be sent one after the other. */
  static List<byte[]> messages(Identity identity) {
    IdentityWriter out = new IdentityWriter();
    out.write(identity);
    identity.signedRecord().ifPresent(out::record);
    return out.messages.stream().map(ProtoWriter::toPrefixed).toList();
  }

  private void write(Identity identity) {
    identity.publicKey().ifPresent(key -> current.bytes(IdentityField.PUBLIC_KEY, key));
    identity.addresses().stream()
        .limit(IdentifyLimits.MAX_SENT_ADDRESSES)
        .map(Multiaddr::bytes)
        .forEach(address -> put(IdentityField.LISTEN_ADDRESS, address));
    identity.observed().ifPresent(address -> put(IdentityField.OBSERVED_ADDRESS, address.bytes()));
    identity
        .protocolVersion()
        .ifPresent(version -> current.text(IdentityField.PROTOCOL_VERSION, version));
    identity.agent().ifPresent(agent -> current.text(IdentityField.AGENT_VERSION, agent));
    identity
        .protocols()
        .forEach(it -> put(IdentityField.PROTOCOL, it.getBytes(StandardCharsets.UTF_8)));
  }

  private void record(byte[] envelope) {
    if (current.size() + envelope.length + TAG_BYTES > IdentifyLimits.SPLIT_BYTES) {
      begin();
    }
    current.bytes(IdentityField.SIGNED_RECORD, envelope);
  }

  private void put(int field, byte[] value) {
    if (current.size() + value.length + TAG_BYTES > IdentifyLimits.MAX_SENT_BYTES) {
      begin();
    }
    current.bytes(field, value);
  }

  private void begin() {
    current = new ProtoWriter();
    messages.add(current);
  }
}
