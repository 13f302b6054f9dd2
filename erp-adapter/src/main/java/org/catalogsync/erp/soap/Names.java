package org.catalogsync.erp.soap;

/** The namespaces of an envelope. */
final class Names {
    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String INVENTORY = "http://legacy-erp.manga-store.co.jp/inventory/v1";
    static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String PASSWORD_TEXT =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

    private Names() {}
}
