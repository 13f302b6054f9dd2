package org.catalogsync.devstack.part;

/** The machine lacks something that a part needs; the message names it and its remedy. */
public final class MissingPrerequisite extends Exception {

    private static final long serialVersionUID = 1L;

    public MissingPrerequisite(String message) {
        super(message);
    }
}
