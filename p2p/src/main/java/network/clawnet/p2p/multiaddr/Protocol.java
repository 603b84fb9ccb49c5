package network.clawnet.p2p.multiaddr;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one part of an address names. Source: multiformats multiaddr, protocols.csv. */
public enum Protocol {
  IP4(4, "ip4", ValueForm.IP4),
  IP6(41, "ip6", ValueForm.IP6),
  IP6ZONE(42, "ip6zone", ValueForm.TEXT),
  IPCIDR(43, "ipcidr", ValueForm.U8),
  TCP(6, "tcp", ValueForm.PORT),
  UDP(273, "udp", ValueForm.PORT),
  DNS(53, "dns", ValueForm.TEXT),
  DNS4(54, "dns4", ValueForm.TEXT),
  DNS6(55, "dns6", ValueForm.TEXT),
  DNSADDR(56, "dnsaddr", ValueForm.TEXT),
  P2P(421, "p2p", ValueForm.PEER),
  P2P_CIRCUIT(290, "p2p-circuit", ValueForm.NONE),
  QUIC(460, "quic", ValueForm.NONE),
  QUIC_V1(461, "quic-v1", ValueForm.NONE),
  WS(477, "ws", ValueForm.NONE),
  WSS(478, "wss", ValueForm.NONE),
  TLS(448, "tls", ValueForm.NONE),
  SNI(449, "sni", ValueForm.TEXT),
  HTTPS(443, "https", ValueForm.NONE),
  HTTP(480, "http", ValueForm.NONE),
  HTTP_PATH(481, "http-path", ValueForm.HTTP_PATH),
  WEBTRANSPORT(465, "webtransport", ValueForm.NONE),
  CERTHASH(466, "certhash", ValueForm.CERTHASH),
  WEBRTC_DIRECT(280, "webrtc-direct", ValueForm.NONE),
  WEBRTC(281, "webrtc", ValueForm.NONE),
  NOISE(454, "noise", ValueForm.NONE),
  UNIX(400, "unix", ValueForm.PATH),
  MEMORY(777, "memory", ValueForm.TEXT),
  ONION(444, "onion", ValueForm.ONION),
  ONION3(445, "onion3", ValueForm.ONION3);

  private static final Map<Integer, Protocol> BY_CODE = index(protocol -> protocol.code);
  private static final Map<String, Protocol> BY_TEXT = index(protocol -> protocol.text);

  private final int code;
  private final String text;
  private final ValueForm form;

  Protocol(int code, String text, ValueForm form) {
    this.code = code;
    this.text = text;
    this.form = form;
  }

  /** Returns the number that stands for the protocol in binary. */
  public int code() {
    return code;
  }

  /** Returns the name that stands for the protocol in text. */
  public String text() {
    return text;
  }

  ValueForm form() {
    return form;
  }

  static Optional<Protocol> of(long code) {
    return code > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.ofNullable(BY_CODE.get((int) code));
  }

  /** Reads a name; {@code ipfs} is what {@code p2p} was called once. */
  static Optional<Protocol> of(String text) {
    return Optional.ofNullable(text.equals("ipfs") ? P2P : BY_TEXT.get(text));
  }

  private static <K> Map<K, Protocol> index(Function<Protocol, K> key) {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }
}
