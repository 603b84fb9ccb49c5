package network.clawnet.wallet.keystore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Aead;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;

/**
 * One secret of 32 bytes in a file: a readable header that the seal covers, the sealed secret, and
 * a checksum that tells damage from a wrong passphrase. There is one text for each file: canonical
 * JSON and a line end. Source: docs/protocol/encoding.md, section 8.
 */
record SealedFile(Json.Obj header, byte[] sealed) {
  /** Largest file in bytes that is read. */
  static final int MAX_BYTES = 8 * 1024;

  /** Size of the secret in bytes. */
  static final int SECRET_BYTES = 32;

  private static final int VERSION = 1;
  private static final byte[] DOMAIN = "clawnet:key-file:v1:".getBytes(StandardCharsets.US_ASCII);

  /**
   * Seals a secret.
   *
   * @param format first word of the header
   * @param header is completed with format and version
   */
  static SealedFile seal(
      String format, Json.Obj header, byte[] key, Entropy entropy, byte[] secret) {
    Json.Obj complete = header.with("format", Json.of(format)).with("version", Json.of(VERSION));
    return new SealedFile(complete, Aead.seal(key, entropy, associated(complete), secret));
  }

  /** Returns the secret, or empty if the key is not the right one. */
  Optional<byte[]> open(byte[] key) {
    return Aead.open(key, associated(header), sealed);
  }

  byte[] encode() {
    Json.Obj body = header.with("sealed", Json.of(hex(sealed)));
    Json.Obj whole = body.with("check", Json.of(check(body)));
    return (CanonicalJson.text(whole) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @param file only for messages
   * @throws KeyFileException if it is not exactly what {@link #encode} writes
   */
  static SealedFile decode(String format, Path file, byte[] bytes) throws KeyFileException {
    try {
      Json.Obj whole = JsonParser.parseObject(bytes);
      JsonFields fields = new JsonFields(whole);
      if (!fields.text("format", 64).equals(format)) {
        throw new DecodeException("its format is not " + format);
      }
      long version = fields.integer("version", 0, Json.Num.MAX);
      if (version != VERSION) {
        throw new KeyFileException(
            KeyFileException.Code.FOREIGN_VERSION,
            file,
            "the file has version %d, this program reads version %d: use the program that wrote it"
                .formatted(version, VERSION));
      }
      SealedFile out =
          new SealedFile(
              whole.without("sealed", "check"), sealedBytes(fields.text("sealed", MAX_BYTES)));
      if (!Arrays.equals(out.encode(), bytes)) {
        throw new DecodeException("its checksum or form is wrong");
      }
      return out;
    } catch (DecodeException | IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    }
  }

  static KeyFileException damaged(Path file, String what) {
    return new KeyFileException(
        KeyFileException.Code.DAMAGED,
        file,
        "the key file is damaged (%s): restore it from a backup; accounts come back from the words"
                .formatted(what)
            + " too, with: clawnet recover");
  }

  private static byte[] sealedBytes(String hex) throws DecodeException {
    return Hex.decode(hex, SECRET_BYTES + Aead.OVERHEAD_BYTES);
  }

  private static String hex(byte[] bytes) {
    return Hex.encode(bytes);
  }

  private static String check(Json.Obj body) {
    return Hash.sha256(CanonicalJson.encode(body)).hex();
  }

  private static byte[] associated(Json.Obj header) {
    byte[] json = CanonicalJson.encode(header);
    byte[] out = Arrays.copyOf(DOMAIN, DOMAIN.length + json.length);
    System.arraycopy(json, 0, out, DOMAIN.length, json.length);
    return out;
  }
}
