/**
 * The use case of looking at validators. Knows neither HTTP nor how votes are counted. Rules:
 * docs/consensus.md.
 */
@NullMarked
package network.clawnet.daemon.app.validator;

import org.jspecify.annotations.NullMarked;
