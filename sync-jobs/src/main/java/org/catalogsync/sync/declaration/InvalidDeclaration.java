package org.catalogsync.sync.declaration;

import java.util.List;
import java.util.stream.Collectors;

/** A declaration cannot be used. Holds all its mistakes, in the order of the file. */
public final class InvalidDeclaration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** @param mistakes at least one */
    InvalidDeclaration(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
