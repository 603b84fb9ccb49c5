package network.clawnet.core.testing.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import network.clawnet.core.journal.JournalDisk;

/**
 * A disk in memory that knows what would survive a power cut. Sectors of 512 bytes are written
 * whole or not at all, in any order.
 */
public final class FaultyDisk implements JournalDisk {
  private static final int SECTOR = 512;

  private record Unsynced(String name, Piece piece) {}

  private final TreeMap<String, byte[]> durable = new TreeMap<>();
  private final TreeMap<String, byte[]> cached = new TreeMap<>();
  private final List<Unsynced> unsynced = new ArrayList<>();
  private List<Unsynced> lastSynced = List.of();
  private long operations;
  private long failAt = Long.MAX_VALUE;
  private Runnable beforeOperation = () -> {};

  /** Returns a disk with the same durable files. */
  public FaultyDisk copy() {
    FaultyDisk copy = new FaultyDisk();
    durable.forEach((name, bytes) -> copy.put(name, bytes.clone()));
    return copy;
  }

  /** Makes operation number {@code operation} and all later ones throw; see {@link #operations}. */
  public void failAt(long operation) {
    failAt = operation;
  }

  /** Sets what runs before each create, write, sync and delete, and may throw. */
  public void beforeOperation(Runnable action) {
    beforeOperation = action;
  }

  /** Returns how many creates, writes, syncs and deletes were asked for. */
  public long operations() {
    return operations;
  }

  /** The process ends and the machine goes on: all that was written is there. */
  public void killProcess() {
    durable.clear();
    cached.forEach((name, bytes) -> durable.put(name, bytes.clone()));
    unsynced.clear();
    failAt = Long.MAX_VALUE;
  }

  /** The power fails: each sector written since the last sync is on the disk or not. */
  public void cutPower(RandomGenerator random) {
    double odds = random.nextDouble();
    for (Unsynced write : unsynced) {
      byte[] file = durable.get(write.name);
      if (file != null) {
        int from = (int) write.piece.offset();
        int end = from + write.piece.bytes().length;
        for (int at = from; at < end; at = (at / SECTOR + 1) * SECTOR) {
          int length = Math.min(end, (at / SECTOR + 1) * SECTOR) - at;
          if (random.nextDouble() < odds) {
            System.arraycopy(write.piece.bytes(), at - from, file, at, length);
          }
        }
      }
    }
    restore();
  }

  /** The power fails and only the first bytes written since the last sync are on the disk. */
  public void cutPowerAfter(long bytes) {
    long left = bytes;
    for (Unsynced write : unsynced) {
      byte[] file = durable.get(write.name);
      int length = (int) Math.min(left, write.piece.bytes().length);
      if (file != null && length > 0) {
        System.arraycopy(write.piece.bytes(), 0, file, (int) write.piece.offset(), length);
      }
      left -= length;
    }
    restore();
  }

  /** Returns the bytes written since the last sync. */
  public long unsyncedBytes() {
    return unsynced.stream().mapToLong(it -> it.piece.bytes().length).sum();
  }

  /** Inverts bits of a durable byte. */
  public void flip(String name, int offset, int mask) {
    durableFile(name)[offset] ^= (byte) mask;
    cachedFile(name)[offset] ^= (byte) mask;
  }

  /** Inverts one bit of what the last sync made durable; false if that is gone. */
  public boolean flipLastSynced(RandomGenerator random) {
    if (lastSynced.isEmpty()) {
      return false;
    }
    Unsynced chosen = lastSynced.get(random.nextInt(lastSynced.size()));
    if (!durable.containsKey(chosen.name)) {
      return false;
    }
    int at = (int) chosen.piece.offset() + random.nextInt(chosen.piece.bytes().length);
    flip(chosen.name, at, 1 << random.nextInt(8));
    return true;
  }

  /** Gives a durable file other bytes, or a new one. */
  public void put(String name, byte[] bytes) {
    durable.put(name, bytes);
    cached.put(name, bytes.clone());
  }

  public void remove(String name) {
    durable.remove(name);
    cached.remove(name);
  }

  /** Returns the durable bytes. */
  public byte[] durable(String name) {
    return durableFile(name).clone();
  }

  @Override
  public List<String> list() {
    return List.copyOf(cached.keySet());
  }

  @Override
  public void create(String name, int bytes, List<Piece> pieces) throws IOException {
    operate();
    byte[] file = new byte[bytes];
    for (Piece piece : pieces) {
      System.arraycopy(piece.bytes(), 0, file, (int) piece.offset(), piece.bytes().length);
    }
    put(name, file);
  }

  @Override
  public long size(String name) {
    return cachedFile(name).length;
  }

  @Override
  public byte[] read(String name) {
    return cachedFile(name).clone();
  }

  @Override
  public void write(String name, Piece piece) throws IOException {
    operate();
    byte[] file = cachedFile(name);
    System.arraycopy(piece.bytes(), 0, file, (int) piece.offset(), piece.bytes().length);
    unsynced.add(new Unsynced(name, piece));
  }

  @Override
  public void sync(String name) throws IOException {
    operate();
    for (Unsynced write : unsynced) {
      if (write.name.equals(name)) {
        byte[] file = durableFile(name);
        byte[] bytes = write.piece.bytes();
        System.arraycopy(bytes, 0, file, (int) write.piece.offset(), bytes.length);
      }
    }
    lastSynced = unsynced.stream().filter(write -> write.name.equals(name)).toList();
    unsynced.removeIf(write -> write.name.equals(name));
  }

  @Override
  public void delete(String name) throws IOException {
    operate();
    remove(name);
  }

  @Override
  public void close() {}

  private void operate() throws IOException {
    beforeOperation.run();
    if (operations++ >= failAt) {
      throw new IOException("no space left on device");
    }
  }

  private void restore() {
    unsynced.clear();
    cached.clear();
    for (Map.Entry<String, byte[]> file : durable.entrySet()) {
      cached.put(file.getKey(), Arrays.copyOf(file.getValue(), file.getValue().length));
    }
    failAt = Long.MAX_VALUE;
  }

  private byte[] durableFile(String name) {
    return file(durable, name);
  }

  private byte[] cachedFile(String name) {
    return file(cached, name);
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    byte[] file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException("no segment " + name);
    }
    return file;
  }
}
