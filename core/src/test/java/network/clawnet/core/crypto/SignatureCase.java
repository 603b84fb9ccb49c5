package network.clawnet.core.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a vector file: a signature that is not an everyday one. */
record SignatureCase(byte[] message, byte[] key, byte[] signature) {
  private static final Pattern CASE =
      Pattern.compile(
          "\"message\":\"([0-9a-f]*)\",\"pub_key\":\"([0-9a-f]*)\",\"signature\":\"([0-9a-f]*)\"");

  static List<SignatureCase> read(String file) throws IOException {
    List<SignatureCase> cases = new ArrayList<>();
    try (InputStream in = SignatureCase.class.getResourceAsStream("/vectors/" + file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      Matcher matcher = CASE.matcher(new String(bytes, StandardCharsets.US_ASCII));
      HexFormat hex = HexFormat.of();
      while (matcher.find()) {
        cases.add(
            new SignatureCase(
                hex.parseHex(matcher.group(1)),
                hex.parseHex(matcher.group(2)),
                hex.parseHex(matcher.group(3))));
      }
    }
    return cases;
  }

  boolean acceptedBy(Ed25519Verifier verifier) {
    return verifier.verify(PublicKey.of(key), message, signature);
  }

  /** The arbiter alone, without our table checks. */
  boolean acceptedByArbiter() {
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature, 0, key, 0, message, 0, message.length);
  }
}
