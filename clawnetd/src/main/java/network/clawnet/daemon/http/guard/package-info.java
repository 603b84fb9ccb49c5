/**
 * Who may call at all: Host, Origin, peer address and token, in this order. Knows header texts, not
 * the server, so that every rule is tested without one. Rules: docs/api.md, "Security".
 */
@NullMarked
package network.clawnet.daemon.http.guard;

import org.jspecify.annotations.NullMarked;
