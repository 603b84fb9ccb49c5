/**
 * Owns the operations about validators and stake. Must not know rules or storage. Specified in
 * docs/api.md, "Validators".
 */
@NullMarked
package network.clawnet.daemon.http.validator;

import org.jspecify.annotations.NullMarked;
