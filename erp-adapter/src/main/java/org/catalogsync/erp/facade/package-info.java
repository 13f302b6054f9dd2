/** The ERP's stock over HTTP for whoever does not run on the JVM: a request in, an answer in JSON, XML or CSV out, or a problem that says what and why. Sees of the ERP what every other user of the adapter sees. */
@NullMarked
package org.catalogsync.erp.facade;

import org.jspecify.annotations.NullMarked;
