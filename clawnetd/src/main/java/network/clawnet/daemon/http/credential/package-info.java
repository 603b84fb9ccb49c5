/**
 * Routes about credentials and the audit log. Each class is one operation. Knows use cases and JSON
 * only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.credential;

import org.jspecify.annotations.NullMarked;
