package network.clawnet.cli.client;

import java.util.Map;
import java.util.Optional;

/**
 * One answer.
 *
 * @param status 200 to 599
 * @param headers by lower-case name; of repeated headers the first
 * @param body at most {@link HttpClient#MAX_BODY_BYTES}; empty when the lines were streamed
 */
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  /** Returns a header by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Returns whether the status is 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
