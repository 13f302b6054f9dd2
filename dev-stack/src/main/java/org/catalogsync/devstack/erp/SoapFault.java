package org.catalogsync.devstack.erp;

/** An answer that refuses; the code is SOAP 1.1's, which may be refined by dots. */
final class SoapFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    SoapFault(String code, String text) {
        super(text);
        this.code = code;
    }

    /** Of a question that is not as the contract has it. */
    static SoapFault client(String text) {
        return new SoapFault("Client", text);
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
