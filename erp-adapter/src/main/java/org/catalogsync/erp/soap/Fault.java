package org.catalogsync.erp.soap;

/**
 * A SOAP 1.1 fault as the ERP wrote it; parts that it left out are empty.
 *
 * @param code the faultcode without its prefix, such as {@code Client} or {@code Server.Busy}
 * @param text the faultstring
 * @param detail the texts within detail
 */
record Fault(String code, String text, String detail) {}
