/**
 * A small HTTP/1.1 client over TCP and Unix sockets: one request per connection, bounded answers,
 * deadlines. Knows nothing of commands, output or what the answers mean. Rules: RFC 9112, and
 * docs/cli.md, section "Finding the node".
 */
@NullMarked
package network.clawnet.cli.client;

import org.jspecify.annotations.NullMarked;
