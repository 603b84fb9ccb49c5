package network.clawnet.p2p.security;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import network.clawnet.core.crypto.ChaChaPoly;
import network.clawnet.core.crypto.X25519;

/**
 * The three messages of the XX pattern, without frames and whatever their payloads. Source: Noise,
 * section 7.5.
 *
 * <pre>
 *   -> e
 *   <- e, ee, s, es
 *   -> s, se
 * </pre>
 */
final class XxPattern {
  private static final int SEALED_KEY_BYTES = X25519.BYTES + ChaChaPoly.TAG_BYTES;

  private final SymmetricState state;
  private final KeyPair ownStatic;
  private final KeyPair ownEphemeral;
  private byte[] remoteStatic = new byte[0];
  private byte[] remoteEphemeral = new byte[0];

  XxPattern(byte[] prologue, KeyPair ownStatic, KeyPair ownEphemeral) {
    state = new SymmetricState(prologue);
    this.ownStatic = ownStatic;
    this.ownEphemeral = ownEphemeral;
  }

  /** Returns the other side's static key, once its message was read. */
  byte[] remoteStatic() {
    return remoteStatic;
  }

  byte[] hash() {
    return state.hash();
  }

  NoiseCipher[] split() {
    return state.split();
  }

  byte[] writeFirst(byte[] payload) {
    state.mixHash(ownEphemeral.publicKey());
    return join(ownEphemeral.publicKey(), state.encryptAndHash(payload));
  }

  byte[] readFirst(byte[] message) throws HandshakeException {
    remoteEphemeral = part(message, 0, X25519.BYTES);
    state.mixHash(remoteEphemeral);
    return state.decryptAndHash(rest(message, X25519.BYTES));
  }

  byte[] writeSecond(byte[] payload) throws HandshakeException {
    state.mixHash(ownEphemeral.publicKey());
    state.mixKey(agree(ownEphemeral, remoteEphemeral));
    byte[] key = state.encryptAndHash(ownStatic.publicKey());
    state.mixKey(agree(ownStatic, remoteEphemeral));
    return join(ownEphemeral.publicKey(), key, state.encryptAndHash(payload));
  }

  byte[] readSecond(byte[] message) throws HandshakeException {
    remoteEphemeral = part(message, 0, X25519.BYTES);
    state.mixHash(remoteEphemeral);
    state.mixKey(agree(ownEphemeral, remoteEphemeral));
    remoteStatic = state.decryptAndHash(part(message, X25519.BYTES, SEALED_KEY_BYTES));
    state.mixKey(agree(ownEphemeral, remoteStatic));
    return state.decryptAndHash(rest(message, X25519.BYTES + SEALED_KEY_BYTES));
  }

  byte[] writeThird(byte[] payload) throws HandshakeException {
    byte[] key = state.encryptAndHash(ownStatic.publicKey());
    state.mixKey(agree(ownStatic, remoteEphemeral));
    return join(key, state.encryptAndHash(payload));
  }

  byte[] readThird(byte[] message) throws HandshakeException {
    remoteStatic = state.decryptAndHash(part(message, 0, SEALED_KEY_BYTES));
    state.mixKey(agree(ownEphemeral, remoteStatic));
    return state.decryptAndHash(rest(message, SEALED_KEY_BYTES));
  }

  private static byte[] agree(KeyPair own, byte[] remote) throws HandshakeException {
    return HandshakeException.authentic(X25519.agree(own.secret(), remote));
  }

  private static byte[] part(byte[] message, int from, int length) throws HandshakeException {
    if (message.length < from + length) {
      throw new HandshakeException(
          HandshakeException.Reason.MALFORMED, "a handshake message is cut short");
    }
    return Arrays.copyOfRange(message, from, from + length);
  }

  private static byte[] rest(byte[] message, int from) {
    return Arrays.copyOfRange(message, from, message.length);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
