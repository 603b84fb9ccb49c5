/**
 * Operations on other nodes. Know the use case and nothing of the network behind it. Rules:
 * docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.peer;

import org.jspecify.annotations.NullMarked;
