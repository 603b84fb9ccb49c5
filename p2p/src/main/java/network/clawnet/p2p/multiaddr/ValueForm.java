package network.clawnet.p2p.multiaddr;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import network.clawnet.core.codec.Base32;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;

/** How the value of a part looks in binary and in text. Both directions refuse the malformed. */
enum ValueForm {
  NONE(0) {
    @Override
    byte[] parse(String text) {
      return new byte[0];
    }

    @Override
    String format(byte[] value) {
      return "";
    }
  },
  IP4(4) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return IpText.parse4(text);
    }

    @Override
    String format(byte[] value) {
      return IpText.format4(value, 0);
    }
  },
  IP6(16) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return IpText.parse6(text);
    }

    @Override
    String format(byte[] value) {
      return IpText.format6(value);
    }
  },
  U8(1) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return new byte[] {(byte) IpText.number(text, 255)};
    }

    @Override
    String format(byte[] value) {
      return Integer.toString(value[0] & 0xff);
    }
  },
  PORT(2) {
    @Override
    byte[] parse(String text) throws DecodeException {
      int port = IpText.number(text, 65_535);
      return new byte[] {(byte) (port >>> 8), (byte) port};
    }

    @Override
    String format(byte[] value) {
      return Integer.toString((value[0] & 0xff) << 8 | (value[1] & 0xff));
    }
  },
  TEXT(ValueForm.VARIABLE) {
    @Override
    byte[] parse(String text) throws DecodeException {
      byte[] value = text.getBytes(StandardCharsets.UTF_8);
      format(value);
      return value;
    }

    @Override
    String format(byte[] value) throws DecodeException {
      String text = utf8(value);
      if (text.isEmpty() || text.indexOf('/') >= 0 || !isPrintable(text)) {
        throw new DecodeException("a name is empty or holds a slash, blank or control character");
      }
      return text;
    }
  },
  /** The rest of the address, slashes included; the value begins with one. */
  PATH(ValueForm.VARIABLE) {
    @Override
    byte[] parse(String text) throws DecodeException {
      byte[] value = text.getBytes(StandardCharsets.UTF_8);
      format(value);
      return value;
    }

    @Override
    String format(byte[] value) throws DecodeException {
      String text = utf8(value);
      if (text.length() < 2 || text.charAt(0) != '/' || !isPrintable(text)) {
        throw new DecodeException("a path begins with / and holds no blank or control character");
      }
      return text;
    }
  },
  HTTP_PATH(ValueForm.VARIABLE) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return PercentText.parse(text);
    }

    @Override
    String format(byte[] value) throws DecodeException {
      if (value.length == 0) {
        throw new DecodeException("an HTTP path is not empty");
      }
      return PercentText.format(value);
    }
  },
  PEER(ValueForm.VARIABLE) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return PeerId.parse(text).multihash();
    }

    @Override
    String format(byte[] value) throws DecodeException {
      return PeerId.ofMultihash(value).text();
    }
  },
  /** A multihash, in text as multibase base64url. */
  CERTHASH(ValueForm.VARIABLE) {
    @Override
    byte[] parse(String text) throws DecodeException {
      if (!text.startsWith("u")) {
        throw new DecodeException("a certificate hash starts with u (base64url)");
      }
      try {
        byte[] value = Base64.getUrlDecoder().decode(text.substring(1));
        if (!format(value).equals(text)) {
          throw new DecodeException("a certificate hash has one text");
        }
        return value;
      } catch (IllegalArgumentException e) {
        throw new DecodeException("a certificate hash is not base64url");
      }
    }

    @Override
    String format(byte[] value) throws DecodeException {
      if (value.length < 2 || value[1] != value.length - 2) {
        throw new DecodeException("a certificate hash is not a multihash");
      }
      return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
  },
  ONION(12) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return parseOnion(text, 10);
    }

    @Override
    String format(byte[] value) {
      return formatOnion(value, 10);
    }
  },
  ONION3(37) {
    @Override
    byte[] parse(String text) throws DecodeException {
      return parseOnion(text, 35);
    }

    @Override
    String format(byte[] value) {
      return formatOnion(value, 35);
    }
  };

  /** Marks a form whose values stand behind their length. */
  static final int VARIABLE = -1;

  private final int size;

  ValueForm(int size) {
    this.size = size;
  }

  /** Returns the size of every value in bytes, or {@link #VARIABLE}. */
  int size() {
    return size;
  }

  /** Returns the binary form of a value. */
  abstract byte[] parse(String text) throws DecodeException;

  /** Returns the text of a value of the right size. */
  abstract String format(byte[] value) throws DecodeException;

  private static String utf8(byte[] value) throws DecodeException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("a name is not UTF-8");
    }
  }

  /** Keeps out what would break a line of a log or of a table. */
  private static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE);
  }

  private static byte[] parseOnion(String text, int bytes) throws DecodeException {
    int colon = text.indexOf(':');
    byte[] name = Base32.decode(colon < 0 ? text : text.substring(0, colon), bytes);
    if (colon < 0 || name.length != bytes) {
      throw new DecodeException("an onion address is NAME:PORT");
    }
    byte[] port = PORT.parse(text.substring(colon + 1));
    if (port[0] == 0 && port[1] == 0) {
      throw new DecodeException("an onion address needs a port");
    }
    return ByteBuffer.allocate(bytes + 2).put(name).put(port).array();
  }

  private static String formatOnion(byte[] value, int bytes) {
    byte[] name = new byte[bytes];
    System.arraycopy(value, 0, name, 0, bytes);
    int port = ByteBuffer.wrap(value).getShort(bytes) & 0xffff;
    return Base32.encode(name) + ":" + port;
  }
}
