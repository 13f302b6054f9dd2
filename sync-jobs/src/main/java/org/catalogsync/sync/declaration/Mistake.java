package org.catalogsync.sync.declaration;

/**
 * One thing wrong in a declaration.
 *
 * @param where {@code file:line}
 */
public record Mistake(String what, String where, String expected, String found) {
    @Override
    public String toString() {
        return where + ": " + what + "; expected " + expected + ", found " + found;
    }
}
