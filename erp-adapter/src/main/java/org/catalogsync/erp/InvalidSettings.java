package org.catalogsync.erp;

import java.util.List;

/** Settings of the ERP that cannot be used; all of them together. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One sentence for each variable: what it is for, its name, what is expected and, unless it is a secret, what was found. */
    private final List<String> problems;

    public InvalidSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
