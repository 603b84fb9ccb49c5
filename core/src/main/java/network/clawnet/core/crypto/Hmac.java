package network.clawnet.core.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC of RFC 2104 from the JDK's provider. */
public final class Hmac {
  private Hmac() {}

  /** Returns the 32 bytes of HMAC-SHA-256 over the parts, one after another. */
  public static byte[] sha256(byte[] key, byte[]... parts) {
    return compute("HmacSHA256", key, parts);
  }

  /** Returns the 64 bytes of HMAC-SHA-512 over the parts, one after another. */
  public static byte[] sha512(byte[] key, byte[]... parts) {
    return compute("HmacSHA512", key, parts);
  }

  private static byte[] compute(String algorithm, byte[] key, byte[][] parts) {
    try {
      Mac mac = Mac.getInstance(algorithm, "SunJCE");
      // an empty key counts as zeros, but the JDK refuses to hold one
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + algorithm, e);
    }
  }
}
