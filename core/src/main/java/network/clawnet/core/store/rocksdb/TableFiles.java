package network.clawnet.core.store.rocksdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/** The table files of an open database, one by one. Any thread. */
final class TableFiles {
  private TableFiles() {}

  static List<Path> of(RocksDB db) {
    return db.getLiveFilesMetaData().stream().map(TableFiles::path).toList();
  }

  private static Path path(LiveFileMetaData file) {
    String name = file.fileName();
    return Path.of(file.path(), name.startsWith("/") ? name.substring(1) : name);
  }

  /** Reads every block and compares its checksum; a file that a merge has replaced passes. */
  static void verify(Path file) throws RocksDBException {
    try (Options options = new Options();
        SstFileReader reader = new SstFileReader(options)) {
      reader.open(file.toString());
      reader.verifyChecksum();
    } catch (RocksDBException e) {
      if (Files.exists(file)) {
        throw new RocksDBException(file.getFileName() + ": " + e.getMessage(), e.getStatus());
      }
    }
  }
}
