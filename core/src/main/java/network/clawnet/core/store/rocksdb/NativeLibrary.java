package network.clawnet.core.store.rocksdb;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads the native library. Unpacking 17 MB at each start costs 0.1 to 0.7 s: with the system
 * property {@value #DIRECTORY} set, the library is unpacked there once and loaded from there.
 */
final class NativeLibrary {
  /** Names the directory that keeps unpacked libraries, one folder per content. */
  static final String DIRECTORY = "clawnet.rocksdb.dir";

  private NativeLibrary() {}

  static void load() throws IOException {
    String configured = System.getProperty(DIRECTORY);
    if (configured == null || configured.isBlank()) {
      RocksDB.loadLibrary();
      return;
    }
    Path folder = unpack(Path.of(configured).toAbsolutePath());
    try {
      RocksDB.loadLibrary(List.of(folder.toString()));
    } catch (UnsatisfiedLinkError e) {
      throw new IOException("cannot load the RocksDB library; delete " + folder, e);
    }
  }

  /** Copies under another name and renames, so that a reader never sees half a library. */
  static Path unpack(Path directory) throws IOException {
    String resource = Environment.getJniLibraryFileName("rocksdb");
    URL url = RocksDB.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IOException("no RocksDB library for this system: " + resource);
    }
    URLConnection connection = url.openConnection();
    Path folder = directory.resolve("rocksdb-" + fingerprint(connection));
    Path target = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
    if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
      return folder;
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "librocksdb", ".part");
    try (InputStream in = connection.getInputStream()) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    return folder;
  }

  private static String fingerprint(URLConnection connection) throws IOException {
    return connection instanceof JarURLConnection jar && jar.getJarEntry() != null
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toHexString(connection.getContentLengthLong());
  }
}
