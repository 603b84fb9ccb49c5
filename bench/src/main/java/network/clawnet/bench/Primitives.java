package network.clawnet.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.clawnet.bench.load.Population;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Ed25519Verifier;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.transfer.Transfer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@code bench micro}: what the parts of one transfer cost, each alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class Primitives {
  private static final int NODE_BYTES = 65;

  private final SigningKey key = new Population(2).key(0);
  private final Did payee = new Population(2).did(1);
  private final SignedEvent event = transfer();
  private final byte[] message = event.bytes();
  private final byte[] signature = key.sign(message);
  private final byte[] node = new byte[NODE_BYTES];
  private final String signatureText = Base58.encode(signature);
  private final Json.Obj object = parsed(message);

  /** Which library checks a signature. */
  @State(Scope.Thread)
  public static class Library {
    @Param({"BOUNCY_CASTLE", "ACCP", "CONSCRYPT"})
    public Ed25519Verifier verifier = Ed25519Verifier.BOUNCY_CASTLE;
  }

  @Benchmark
  public boolean verify(Library library) {
    return library.verifier.verify(key.publicKey(), message, signature);
  }

  @Benchmark
  public byte[] sign() {
    return key.sign(message);
  }

  @Benchmark
  public byte[] hashTreeNode() {
    return Sha256.digest(node);
  }

  @Benchmark
  public byte[] hashEvent() {
    return Sha256.digest(message);
  }

  @Benchmark
  public Json parseJson() throws DecodeException {
    return JsonParser.parse(message);
  }

  @Benchmark
  public byte[] encodeJson() {
    return CanonicalJson.encode(object);
  }

  @Benchmark
  public SignedEvent decodeEvent() throws EventFault {
    return EventCodec.decode(message);
  }

  @Benchmark
  public byte[] decodeBase58() throws DecodeException {
    return Base58.decode(signatureText, signature.length);
  }

  @Benchmark
  public String encodeBase58() {
    return Base58.encode(signature);
  }

  private SignedEvent transfer() {
    Envelope envelope =
        new Envelope(
            "0123456789abcdef",
            "wallet.transfer",
            new Did(key.publicKey()),
            1_800_000_000_000L,
            1,
            new Tokens(1),
            new Transfer(payee, new Tokens(1), Optional.empty()).payload(),
            Hash.ZERO,
            List.of());
    return EventCodec.assemble(envelope, key.sign(EventCodec.signable(envelope)));
  }

  private static Json.Obj parsed(byte[] bytes) {
    try {
      return JsonParser.parseObject(bytes);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
