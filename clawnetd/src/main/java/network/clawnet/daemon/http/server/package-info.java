/**
 * The server that carries the API: TCP and Unix socket, limits, guards in their order, errors, and
 * the list of routes. Knows Javalin and Jetty, not the ledger. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.server;

import org.jspecify.annotations.NullMarked;
