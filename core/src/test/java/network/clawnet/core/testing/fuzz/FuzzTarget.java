package network.clawnet.core.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

/**
 * A decoder under attack, as a test class with a public constructor without parameters. The build
 * runs seeded mutations of the samples; {@code bin/fuzz} runs the same target under Jazzer.
 */
public interface FuzzTarget {
  /** Mutations that the build tries. */
  int TRIES = 5_000;

  /** What a decoder may allocate beside a multiple of its input: exceptions, fixed buffers. */
  int FIXED_BYTES = 256 * 1024;

  /** Bytes that a decoder may allocate for each byte of input. */
  int FACTOR = 128;

  /** Returns well-formed inputs, at least one, from which mutations start. */
  List<byte[]> samples();

  /**
   * Decodes the input; asserts what must hold for every value, such as that it encodes to the same
   * bytes again.
   *
   * @throws DecodeException if the input is refused: the one way in which that may happen
   */
  void run(byte[] input) throws DecodeException;

  /** Every sample is accepted, so that the mutations start from something. */
  @Test
  default void acceptsItsSamples() throws DecodeException {
    assertThat(samples()).isNotEmpty();
    for (byte[] sample : samples()) {
      run(sample.clone());
    }
  }

  /** Whatever the input, there is a value or a DecodeException, and no great allocation. */
  @Test
  default void anyMutationIsDecodedOrRefused() {
    List<byte[]> samples = samples();
    Mutator mutator = new Mutator(samples);
    Seeds.forAll(TRIES, random -> FuzzRun.once(this, mutator.next(random)));
  }
}
