package network.clawnet.p2p.multiaddr;

import network.clawnet.core.codec.DecodeException;

/**
 * One part of an address. Made by {@link Multiaddr} only, so the value fits the protocol.
 *
 * @param text value as it stands in the address; empty if the protocol has none
 * @param value in binary, without its length; not to be written to
 */
public record Component(Protocol protocol, String text, byte[] value) {
  static Component of(Protocol protocol, byte[] value) throws DecodeException {
    return new Component(protocol, protocol.form().format(value), value);
  }
}
