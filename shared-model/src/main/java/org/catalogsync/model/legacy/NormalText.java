package org.catalogsync.model.legacy;

/**
 * A text in the one form in which it is hashed, compared and indexed.
 *
 * @param text may be empty, never with space at its ends
 * @param privateUse whether it holds a user-defined character (gaiji)
 */
public record NormalText(String text, boolean privateUse) {}
