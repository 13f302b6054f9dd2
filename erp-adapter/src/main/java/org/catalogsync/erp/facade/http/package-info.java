/** Requests and answers without a framework: bytes from the JDK's HTTP server in, bounded and decoded; an answer or a problem out. Knows nothing of stock. */
@NullMarked
package org.catalogsync.erp.facade.http;

import org.jspecify.annotations.NullMarked;
