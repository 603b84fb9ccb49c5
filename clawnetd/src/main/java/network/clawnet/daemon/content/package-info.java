/**
 * What accounts of this node sell, and what was delivered to them: the pieces in the node database,
 * those that come, and those that go out once the ledger says that they were delivered. Knows no
 * HTTP, and of the ledger only deals. Rules: docs/protocol/delivery.md, section 5.
 */
@NullMarked
package network.clawnet.daemon.content;

import org.jspecify.annotations.NullMarked;
