/**
 * The way of an own event from intent to finality: idempotency, limits, nonce, signature, durable
 * record, release. Knows no HTTP and no rule of any event type. Rules: docs/architecture.md, "Life
 * of a transfer".
 */
@NullMarked
package network.clawnet.daemon.submit;

import org.jspecify.annotations.NullMarked;
