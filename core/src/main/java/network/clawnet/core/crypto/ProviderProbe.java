package network.clawnet.core.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds the native libraries that may be absent: the class not on the path, or its library not made
 * for this system. The only reflection in core.
 */
final class ProviderProbe {
  /** RFC 8032, section 7.1, TEST 2. */
  private static final String SEED =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

  private static final String KEY =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  private static final String SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
  private static final byte[] MESSAGE = {0x72};

  private ProviderProbe() {}

  static Optional<NativeEd25519> accp() {
    return Accp.FOUND;
  }

  static Optional<NativeEd25519> conscrypt() {
    return ConscryptLibrary.FOUND;
  }

  /** Returns Conscrypt, if it loads here; what it offers the caller must try out. */
  static Optional<Provider> conscryptProvider() {
    try {
      return Optional.of(newConscrypt());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Provider newConscrypt() throws ReflectiveOperationException {
    return (Provider)
        Class.forName("org.conscrypt.Conscrypt").getMethod("newProvider").invoke(null);
  }

  private static final class Accp {
    static final Optional<NativeEd25519> FOUND =
        probe(
            () ->
                Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                    .getField("INSTANCE")
                    .get(null));
  }

  private static final class ConscryptLibrary {
    static final Optional<NativeEd25519> FOUND = probe(ProviderProbe::newConscrypt);
  }

  private interface Loading {
    Object load() throws ReflectiveOperationException;
  }

  private static Optional<NativeEd25519> probe(Loading loading) {
    try {
      NativeEd25519 library = new NativeEd25519((Provider) loading.load());
      return knowsTheAnswer(library) ? Optional.of(library) : Optional.empty();
    } catch (ReflectiveOperationException
        | GeneralSecurityException
        | RuntimeException
        | LinkageError e) {
      return Optional.empty(); // not there or not for this system: the next one, or the arbiter
    }
  }

  private static boolean knowsTheAnswer(NativeEd25519 library) throws GeneralSecurityException {
    byte[] signature = HexFormat.of().parseHex(SIGNATURE);
    byte[] key = HexFormat.of().parseHex(KEY);
    byte[] other = signature.clone();
    other[40] ^= 1;
    byte[] made = library.sign(library.privateKey(HexFormat.of().parseHex(SEED)), MESSAGE);
    return library.accepts(key, MESSAGE, signature)
        && !library.accepts(key, MESSAGE, other)
        && Arrays.equals(made, signature);
  }
}
