package network.clawnet.core.testing.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import network.clawnet.core.codec.DecodeException;

/** One attack on one target. */
final class FuzzRun {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private FuzzRun() {}

  /**
   * Runs the target.
   *
   * @throws AssertionError naming the input, if it did anything but decode or refuse
   */
  static void once(FuzzTarget target, byte[] input) {
    long limit = FuzzTarget.FIXED_BYTES + (long) FuzzTarget.FACTOR * input.length;
    long allocated = allocated(target, input);
    if (allocated > limit) {
      allocated = allocated(target, input); // without the classes that loaded the first time
    }
    if (allocated > limit) {
      throw new AssertionError("allocates too much for " + HexFormat.of().formatHex(input));
    }
  }

  private static long allocated(FuzzTarget target, byte[] input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      target.run(input.clone());
    } catch (DecodeException e) {
      return THREADS.getCurrentThreadAllocatedBytes() - before;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("fails on " + HexFormat.of().formatHex(input), e);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
