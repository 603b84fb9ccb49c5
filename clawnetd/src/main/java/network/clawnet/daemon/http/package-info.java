/**
 * What all operations of the HTTP API share: how a route describes itself, what it is handed and
 * what it answers. Knows use cases and JSON, not the server that carries it. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http;

import org.jspecify.annotations.NullMarked;
