package network.clawnet.core.testing.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages samples in the ways that decoders break on. */
final class Mutator {
  private static final int MAX_STEPS = 5;
  private static final int MAX_BYTES = 4_096;
  private static final int MAX_NOISE = 64;
  private static final byte[] EDGES = {0, 1, 2, 0x7e, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff};

  private final List<byte[]> samples;

  Mutator(List<byte[]> samples) {
    this.samples = samples;
  }

  byte[] next(Random random) {
    if (random.nextInt(20) == 0) {
      return noise(random);
    }
    byte[] bytes = sample(random).clone();
    int steps = 1 + random.nextInt(MAX_STEPS);
    for (int i = 0; i < steps; i++) {
      bytes = step(bytes, random);
    }
    return bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
  }

  private byte[] step(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(bytes.length - at + 1);
    return switch (random.nextInt(7)) {
      case 0 -> overwrite(bytes, at, (byte) (at(bytes, at) ^ 1 << random.nextInt(8)));
      case 1 -> overwrite(bytes, at, EDGES[random.nextInt(EDGES.length)]);
      case 2 -> overwrite(bytes, at, (byte) (at(bytes, at) + random.nextInt(3) - 1));
      case 3 -> replace(bytes, at, to, new byte[0]);
      case 4 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 5 -> replace(bytes, at, bytes.length, tail(sample(random), random));
      default -> replace(bytes, at, at, noise(random));
    };
  }

  private byte[] sample(Random random) {
    return samples.get(random.nextInt(samples.size()));
  }

  private static byte[] noise(Random random) {
    byte[] out = new byte[random.nextInt(MAX_NOISE)];
    random.nextBytes(out);
    return out;
  }

  private static byte[] tail(byte[] bytes, Random random) {
    return Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1), bytes.length);
  }

  private static byte at(byte[] bytes, int at) {
    return at < bytes.length ? bytes[at] : 0;
  }

  private static byte[] overwrite(byte[] bytes, int at, byte value) {
    if (at < bytes.length) {
      bytes[at] = value;
    }
    return bytes;
  }

  private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
    byte[] out = Arrays.copyOf(bytes, from + with.length + bytes.length - to);
    System.arraycopy(with, 0, out, from, with.length);
    System.arraycopy(bytes, to, out, from + with.length, bytes.length - to);
    return out;
  }
}
