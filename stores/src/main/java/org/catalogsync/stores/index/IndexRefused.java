package org.catalogsync.stores.index;

/** The index answered with an error that another try cannot help. */
final class IndexRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    IndexRefused(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    /** OpenSearch's name for the error, such as {@code resource_already_exists_exception}. */
    String type() {
        return type;
    }
}
