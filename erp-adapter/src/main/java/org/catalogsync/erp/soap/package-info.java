/** SOAP 1.1 as the ERP speaks it: typed questions become envelopes in windows-31j, and any bytes that come back become rows, a fault or a named reason why they are neither, in bounded memory. */
@NullMarked
package org.catalogsync.erp.soap;

import org.jspecify.annotations.NullMarked;
