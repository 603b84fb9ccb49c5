package network.clawnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The words of the command line as UTF-8. Java decodes them by the locale, which on a small server
 * is often plain C, and then every Chinese character of a memo is lost. Linux keeps the bytes.
 */
final class Arguments {
  private static final Path KEPT = Path.of("/proc/self/cmdline");

  private Arguments() {}

  /** Returns the words, read again where some could not be decoded. */
  static String[] repaired(String[] args) {
    for (String arg : args) {
      if (arg.indexOf('\ufffd') >= 0) {
        return reread(args);
      }
    }
    return args;
  }

  private static String[] reread(String[] args) {
    try {
      return lastOf(Files.readAllBytes(KEPT), args);
    } catch (IOException e) {
      return args; // not Linux: the command says which words it cannot use
    }
  }

  /** Takes the last words of a command line in which each ends with a zero byte. */
  static String[] lastOf(byte[] commandLine, String[] args) {
    String[] words = new String(commandLine, StandardCharsets.UTF_8).split("\0", -1);
    int first = words.length - 1 - args.length;
    if (first < 0) {
      return args;
    }
    String[] last = new String[args.length];
    System.arraycopy(words, first, last, 0, last.length);
    return last;
  }
}
