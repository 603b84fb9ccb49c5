package network.clawnet.daemon.http.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the guards look at.
 *
 * @param overSocket whether the request came by the Unix socket, which only its owner can open
 * @param peer address of the other end as text; empty over the socket
 * @param host the {@code Host} header, or null
 * @param origin the {@code Origin} header, or null
 * @param authorization the {@code Authorization} header, or null
 */
public record Inbound(
    boolean overSocket,
    String peer,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String authorization) {}
