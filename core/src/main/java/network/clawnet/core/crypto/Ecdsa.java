package network.clawnet.core.crypto;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Checks ECDSA signatures over SHA-256, for peers of other networks; nothing of the ledger is
 * signed so. By Bouncy Castle, for the JDK has lost one of the curves. Any thread.
 */
public final class Ecdsa {
  /** The curve of Bitcoin and Ethereum. */
  public static final Ecdsa SECP256K1 = new Ecdsa("secp256k1");

  /** The curve of NIST. */
  public static final Ecdsa P256 = new Ecdsa("P-256");

  private final ECDomainParameters domain;

  private Ecdsa(String curve) {
    X9ECParameters parameters = CustomNamedCurves.getByName(curve);
    domain = new ECDomainParameters(parameters);
  }

  /**
   * Returns whether these bytes are a point of the curve.
   *
   * @param key 33 bytes compressed or 65 bytes uncompressed
   */
  public boolean isKey(byte[] key) {
    try {
      return !point(key).isInfinity();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Returns whether the signature holds; never throws for bad bytes. Both values of S are accepted.
   *
   * @param key 33 bytes compressed or 65 bytes uncompressed
   * @param signature strict DER
   */
  public boolean verify(byte[] key, byte[] message, byte[] signature) {
    if (!isKey(key)) {
      return false;
    }
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(domain.getN(), signature);
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, new ECPublicKeyParameters(point(key), domain));
      return verifier.verifySignature(Sha256.digest(message), rs[0], rs[1]);
    } catch (IOException | RuntimeException e) {
      return false; // for bad DER the parser throws whatever comes, class casts included
    }
  }

  private ECPoint point(byte[] key) {
    return domain.getCurve().decodePoint(key);
  }
}
