package org.catalogsync.chat;

/**
 * A customer's question, as a transport took it: whoever asks is known, and the text has been checked for its size only.
 *
 * @param id the client's own name for it, which each frame of the answer carries
 * @param session the conversation that it belongs to
 * @param user whose token it came with; never shown and never logged
 * @param text as it was typed
 */
public record Ask(String id, String session, String user, String text) {}
