package network.clawnet.core.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the values of several keys have in common. */
final class Values {
  static final String CHECKPOINT = "EPOCH:HASH, the hash as 64 lower-case hex digits, or genesis";
  static final String PORT = "0 to 65535 (0 = any free port)";
  static final String BOOLEAN = "true or false";
  static final String AMOUNT = "whole Tokens, 1 to 9000000000000000";

  static final int MAX_PORT = 65_535;
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Values() {}

  static void checkPort(int port) {
    checkRange(port, 0, MAX_PORT);
  }

  static void checkRange(int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(value + " is not within " + least + " to " + most);
    }
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }

  /** Returns {@code text} as an absolute path: {@code ~} is the user's home, else from base. */
  static Path path(String text, Path userHome, Path base) {
    if (text.equals("~")) {
      return userHome;
    }
    if (text.startsWith("~/")) {
      return userHome.resolve(text.substring(2)).normalize();
    }
    return base.resolve(text).toAbsolutePath().normalize();
  }

  /** Returns the number, or -1 if the text is not plain digits or too long for an amount. */
  static long digits(String text) {
    boolean plain = !text.isEmpty() && text.length() <= 16;
    for (int i = 0; plain && i < text.length(); i++) {
      plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!plain || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    return Long.parseLong(text);
  }

  /** Returns whether a text is EPOCH:HASH or says that genesis is enough. */
  static boolean isCheckpoint(String text) {
    return text.matches("genesis|(0|[1-9]\\d{0,17}):[0-9a-f]{64}");
  }
}
