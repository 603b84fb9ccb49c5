/**
 * HTTP operations about validators. Knows the use cases, not how votes are counted. Rules:
 * docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.validator;

import org.jspecify.annotations.NullMarked;
