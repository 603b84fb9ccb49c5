/**
 * What people and agents can ask of a node: the only thing that HTTP, MCP, WebSocket and the
 * console call. Knows ledger types, not HTTP, not storage. Rules: docs/architecture.md, section
 * "Use cases".
 */
@NullMarked
package network.clawnet.daemon.app;

import org.jspecify.annotations.NullMarked;
