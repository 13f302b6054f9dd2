/** What the facade tells of itself: health without a question to the ERP, and counters in the text format of Prometheus. */
@NullMarked
package org.catalogsync.erp.facade.status;

import org.jspecify.annotations.NullMarked;
