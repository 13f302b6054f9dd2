package org.catalogsync.erp.transport;

/**
 * What is posted.
 *
 * @param action the header SOAPAction with its quotes, which SOAP 1.1 requires
 * @param contentType the header Content-Type
 * @param body not to be changed; holds secrets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go straight to a wire
public record SoapMessage(String action, String contentType, byte[] body) {

    /** Without the body, which holds the token. */
    @Override
    public String toString() {
        return "SoapMessage[action=" + action + ", contentType=" + contentType + ", " + body.length + " bytes]";
    }
}
