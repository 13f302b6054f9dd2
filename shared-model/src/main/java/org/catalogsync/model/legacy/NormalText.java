package org.catalogsync.model.legacy;

/**
 * A text in the one form in which it is hashed, compared and indexed.
 *
 * @param text may be empty, never with space at its ends
 * @param privateUse whether it holds a user-defined character (gaiji), which only the ERP's own fonts can show
 * @param replaced whether it holds U+FFFD: some system before us lost a character
 */
public record NormalText(String text, boolean privateUse, boolean replaced) {}
