package network.clawnet.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One request.
 *
 * @param method GET, POST or DELETE
 * @param target path and query, already encoded
 * @param headers further headers; names and values without line breaks
 * @param body the body, or empty for none
 */
public record HttpRequest(String method, String target, Map<String, String> headers, byte[] body) {

  public HttpRequest {
    headers = Map.copyOf(headers);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      requireVisible(header.getKey());
      requireVisible(header.getValue());
    }
    requireVisible(method);
    requireVisible(target);
  }

  /** Returns the bytes to send. */
  byte[] encode(String authority) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(authority);
    head.append("\r\nAccept: application/json\r\nConnection: close\r\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (!method.equals("GET")) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
      head.append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private static void requireVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
        throw new IllegalArgumentException("not a header text: character " + i);
      }
    }
  }
}
