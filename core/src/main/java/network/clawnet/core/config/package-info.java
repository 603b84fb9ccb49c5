/**
 * The configuration of a node: keys, sources and the immutable records that they become, and the
 * layout of a node's home directory. Knows neither the daemon nor the client, which both read it,
 * and is the only package that parses YAML. Rules: config.example.yaml and docs/architecture.md.
 */
@NullMarked
package network.clawnet.core.config;

import org.jspecify.annotations.NullMarked;
