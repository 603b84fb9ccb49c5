package network.clawnet.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import network.clawnet.core.codec.DecodeException;

/** Where a node's API listens. */
public sealed interface Endpoint {
  /** Longest time to establish a connection. */
  Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A TCP port. */
  record Tcp(String host, int port) implements Endpoint {
    @Override
    public Wire connect() throws ConnectFailed {
      return TcpWire.connect(this);
    }

    @Override
    public String authority() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String text() {
      return "http://" + authority();
    }
  }

  /** A Unix domain socket. */
  record Unix(Path path) implements Endpoint {
    @Override
    public Wire connect() throws ConnectFailed {
      return UnixWire.connect(this);
    }

    @Override
    public String authority() {
      return "localhost";
    }

    @Override
    public String text() {
      return "unix:" + path;
    }
  }

  /**
   * Opens a connection.
   *
   * @throws ConnectFailed if nothing listens there; nothing was sent
   */
  Wire connect() throws ConnectFailed;

  /** Returns the value of the Host header. */
  String authority();

  /** Returns the endpoint as a person names it. */
  String text();

  /**
   * Reads {@code http://host[:port][/]}; the default port is 80, as everywhere.
   *
   * @throws DecodeException saying which form is expected
   */
  static Endpoint parse(String url) throws DecodeException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new DecodeException("not a URL: " + url);
    }
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      throw new DecodeException("the node speaks http, not https: use an ssh tunnel to reach it");
    }
    boolean bare =
        uri.getUserInfo() == null
            && uri.getQuery() == null
            && uri.getFragment() == null
            && (uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"));
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !bare) {
      throw new DecodeException("expected http://HOST:PORT, for example http://127.0.0.1:9528");
    }
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw new DecodeException("port out of range: " + port);
    }
    String host = uri.getHost();
    boolean literal = host.startsWith("[");
    return new Tcp(literal ? host.substring(1, host.length() - 1) : host, port);
  }

  /** An open connection; its streams fail with an IOException at the deadline. */
  interface Wire extends AutoCloseable {
    /** Sends all bytes. */
    void send(byte[] bytes) throws IOException;

    /**
     * Reads at least one byte unless the peer has ended the stream.
     *
     * @param timeout longest wait; positive
     * @return the number of bytes read, or -1 at the end
     */
    int read(byte[] into, Duration timeout) throws IOException;

    @Override
    void close();
  }
}
