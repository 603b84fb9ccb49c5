package network.clawnet.p2p.identify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.IdentityKey;
import network.clawnet.p2p.peer.SignedEnvelope;
import network.clawnet.p2p.wire.MessageAssembler;
import network.clawnet.p2p.wire.ProtoReader;

/**
 * Reads the messages of one exchange and merges them: lists append, single fields are overwritten.
 * Not thread-safe; of no further use after an exception.
 */
final class IdentityReader {
  private final MessageAssembler assembler = new MessageAssembler(IdentifyLimits.MAX_MESSAGE_BYTES);
  private final Set<Multiaddr> addresses = new LinkedHashSet<>();
  private final Set<String> protocols = new LinkedHashSet<>();
  private Optional<byte[]> publicKey = Optional.empty();
  private Optional<Multiaddr> observed = Optional.empty();
  private Optional<String> protocolVersion = Optional.empty();
  private Optional<String> agent = Optional.empty();
  private Optional<byte[]> signedRecord = Optional.empty();
  private int messages;

  /**
   * Takes what has arrived.
   *
   * @throws DecodeException if a message is malformed or too long, or there are too many
   */
  void read(ByteBuffer bytes) throws DecodeException {
    Optional<byte[]> message = assembler.next(bytes);
    while (message.isPresent()) {
      messages++;
      if (messages > IdentifyLimits.MAX_MESSAGES) {
        throw new DecodeException("more than " + IdentifyLimits.MAX_MESSAGES + " messages");
      }
      merge(new ProtoReader(message.get()));
      message = assembler.next(bytes);
    }
  }

  /**
   * Returns what was said, now that nothing more comes.
   *
   * @throws DecodeException if nothing was said, or a message is cut short
   */
  Identity finish() throws DecodeException {
    if (messages == 0 || !assembler.isBetweenMessages()) {
      throw new DecodeException("ended before its message did");
    }
    return new Identity(
        publicKey,
        new ArrayList<>(addresses),
        new ArrayList<>(protocols),
        observed,
        protocolVersion,
        agent,
        signedRecord);
  }

  private void merge(ProtoReader in) throws DecodeException {
    while (in.next()) {
      switch (in.field()) {
        case IdentityField.PUBLIC_KEY -> publicKey = Optional.of(in.bytes(IdentityKey.MAX_BYTES));
        case IdentityField.LISTEN_ADDRESS ->
            address(in.bytes(IdentifyLimits.MAX_MESSAGE_BYTES)).ifPresent(this::addAddress);
        case IdentityField.PROTOCOL -> addProtocol(in.bytes(IdentifyLimits.MAX_MESSAGE_BYTES));
        case IdentityField.OBSERVED_ADDRESS ->
            observed = address(in.bytes(IdentifyLimits.MAX_MESSAGE_BYTES));
        case IdentityField.PROTOCOL_VERSION -> protocolVersion = Optional.of(version(in));
        case IdentityField.AGENT_VERSION -> agent = Optional.of(version(in));
        case IdentityField.SIGNED_RECORD ->
            signedRecord = Optional.of(in.bytes(SignedEnvelope.MAX_BYTES));
        default -> {} // a later version may say more
      }
    }
  }

  private void addAddress(Multiaddr address) {
    if (addresses.size() < IdentifyLimits.MAX_ADDRESSES) {
      addresses.add(address.withoutPeer());
    }
  }

  private void addProtocol(byte[] name) {
    if (name.length <= IdentifyLimits.MAX_PROTOCOL_BYTES
        && protocols.size() < IdentifyLimits.MAX_PROTOCOLS) {
      protocols.add(new String(name, StandardCharsets.UTF_8));
    }
  }

  private static Optional<Multiaddr> address(byte[] bytes) {
    try {
      return Optional.of(Multiaddr.decode(bytes));
    } catch (DecodeException e) {
      return Optional.empty(); // of a protocol that this node does not know
    }
  }

  /** A peer's text is shown to people: control characters go. */
  private static String version(ProtoReader in) throws DecodeException {
    String text = in.text(IdentifyLimits.MAX_MESSAGE_BYTES);
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .filter(it -> !Character.isISOControl(it))
        .limit(IdentifyLimits.MAX_VERSION_CHARS)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
