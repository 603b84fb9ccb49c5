package network.clawnet.core.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import network.clawnet.core.port.Store;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that can fail and crash on purpose. What was written is durable only after
 * {@link #flush} or a synced write: {@link #crash} returns what a power cut would leave. Any
 * thread.
 */
public final class MemoryStore implements Store {
  /** Decides whether an access fails; called before each one. */
  @FunctionalInterface
  public interface Fault {
    /** Throws to make the access fail. */
    void before(Access access) throws IOException;
  }

  /** What is about to happen. */
  public enum Access {
    READ,
    WRITE,
    SCAN,
    FLUSH
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Family, NavigableMap<byte[], byte[]>> live;
  private final Map<Family, NavigableMap<byte[], byte[]>> durable;
  private final List<Write> pending = new ArrayList<>();
  private volatile Fault fault = access -> {};
  private long writes;

  public MemoryStore() {
    this(new HashMap<>());
  }

  private MemoryStore(Map<Family, NavigableMap<byte[], byte[]>> content) {
    live = content;
    durable = copy(content);
  }

  /** Sets what fails from now on; {@code access -> {}} heals the store. */
  public void failOn(Fault newFault) {
    fault = newFault;
  }

  /** Returns a store that holds what a power cut would leave now. */
  public MemoryStore crash() {
    return locked(() -> new MemoryStore(copy(durable)));
  }

  /** Returns the number of batches written. */
  public long batches() {
    return locked(() -> writes);
  }

  /** Overwrites a value behind the back of the owner, durably: damage on disk. */
  public void damage(Family family, byte[] key, byte[] value) {
    locked(
        () -> {
          entries(live, family).put(key.clone(), value.clone());
          entries(durable, family).put(key.clone(), value.clone());
          return value;
        });
  }

  @Override
  public byte @Nullable [] get(Family family, byte[] key) throws IOException {
    fault.before(Access.READ);
    return clone(locked(() -> entries(live, family).get(key)));
  }

  @Override
  public byte @Nullable [] durable(Family family, byte[] key) throws IOException {
    fault.before(Access.READ);
    return clone(locked(() -> entries(durable, family).get(key)));
  }

  @Override
  public void write(List<Write> batch, boolean sync) throws IOException {
    fault.before(Access.WRITE);
    locked(
        () -> {
          writes++;
          apply(live, batch);
          pending.addAll(batch);
          if (sync) {
            settle();
          }
          return batch;
        });
  }

  @Override
  public void scan(Family family, byte[] from, byte @Nullable [] to, Visitor visitor)
      throws IOException {
    fault.before(Access.SCAN);
    visit(range(family, from, to), visitor);
  }

  @Override
  public void scanBack(Family family, byte[] from, byte @Nullable [] to, Visitor visitor)
      throws IOException {
    fault.before(Access.SCAN);
    visit(range(family, from, to).descendingMap(), visitor);
  }

  @Override
  public void flush() throws IOException {
    fault.before(Access.FLUSH);
    locked(this::settle);
  }

  /** Does nothing: the content stays for a reopening. */
  @Override
  public void close() {}

  private NavigableMap<byte[], byte[]> range(Family family, byte[] from, byte @Nullable [] to) {
    return locked(
        () -> {
          NavigableMap<byte[], byte[]> entries = entries(live, family);
          if (to != null && Arrays.compareUnsigned(from, to) >= 0) {
            return new TreeMap<>(Arrays::compareUnsigned);
          }
          return new TreeMap<>(
              to == null ? entries.tailMap(from, true) : entries.subMap(from, true, to, false));
        });
  }

  private static void visit(NavigableMap<byte[], byte[]> entries, Visitor visitor) {
    for (Map.Entry<byte[], byte[]> entry : entries.entrySet()) {
      if (!visitor.visit(entry.getKey().clone(), entry.getValue().clone())) {
        return;
      }
    }
  }

  private boolean settle() {
    apply(durable, pending);
    pending.clear();
    return true;
  }

  private static void apply(Map<Family, NavigableMap<byte[], byte[]>> content, List<Write> batch) {
    for (Write write : batch) {
      byte[] value = write.value();
      if (value == null) {
        entries(content, write.family()).remove(write.key());
      } else {
        entries(content, write.family()).put(write.key().clone(), value.clone());
      }
    }
  }

  private static NavigableMap<byte[], byte[]> entries(
      Map<Family, NavigableMap<byte[], byte[]>> content, Family family) {
    return content.computeIfAbsent(family, it -> new TreeMap<>(Arrays::compareUnsigned));
  }

  private static Map<Family, NavigableMap<byte[], byte[]>> copy(
      Map<Family, NavigableMap<byte[], byte[]>> content) {
    Map<Family, NavigableMap<byte[], byte[]>> copy = new HashMap<>();
    content.forEach((family, entries) -> copy.put(family, new TreeMap<>(entries)));
    return copy;
  }

  private static byte @Nullable [] clone(byte @Nullable [] value) {
    return value == null ? null : value.clone();
  }

  private <T extends @Nullable Object> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
