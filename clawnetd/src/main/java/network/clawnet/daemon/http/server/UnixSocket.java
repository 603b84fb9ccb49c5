package network.clawnet.daemon.http.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of the Unix socket. It is bound in a private directory and moved to its place once only
 * its owner may open it, so that there is no moment at which another user could.
 */
final class UnixSocket {
  /** Longest path that the kernel takes, in bytes. */
  static final int MAX_PATH_BYTES = 107;

  private final Path path;
  private final Path room;

  private UnixSocket(Path path, Path room) {
    this.path = path;
    this.room = room;
  }

  /**
   * Makes room for a socket, removing the file of a dead process.
   *
   * @throws IOException if another process listens, or the path cannot hold a socket
   */
  static UnixSocket at(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path room = absolute.resolveSibling(".s" + Long.toHexString(ProcessHandle.current().pid()));
    int longest = room.resolve("s").toString().getBytes(StandardCharsets.UTF_8).length;
    longest = Math.max(longest, absolute.toString().getBytes(StandardCharsets.UTF_8).length);
    if (longest > MAX_PATH_BYTES) {
      throw new IOException(
          "the path of the Unix socket is too long ("
              + longest
              + " bytes, "
              + MAX_PATH_BYTES
              + " at most): set api.socket to a shorter one: "
              + absolute);
    }
    return new UnixSocket(absolute, room);
  }

  /**
   * Makes the place where the socket is opened, which only we can enter.
   *
   * @throws IOException if another node listens there or something else lies there
   */
  void prepare() throws IOException {
    removeStale(path);
    Files.deleteIfExists(room.resolve("s"));
    Files.deleteIfExists(room);
    Files.createDirectory(
        room, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException(
          path + " is not a socket: remove it, or set api.socket to another path");
    }
    if (answers(path)) {
      throw new IOException("another node listens on " + path + ": stop it, or set api.socket");
    }
    Files.delete(path);
  }

  private static boolean answers(Path path) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns where to bind. */
  Path bindPath() {
    return room.resolve("s");
  }

  /** Shows the bound socket to its owner and to nobody else. */
  void publish() throws IOException {
    Files.setPosixFilePermissions(bindPath(), PosixFilePermissions.fromString("rw-------"));
    Files.move(bindPath(), path, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(room);
  }

  /** Takes the file away. */
  void remove() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(bindPath());
    Files.deleteIfExists(room);
  }
}
