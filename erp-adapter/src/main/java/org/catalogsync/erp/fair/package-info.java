/** Who asks the ERP when: one exchange for many questions, within the rate, as long as the ERP bears it. */
@NullMarked
package org.catalogsync.erp.fair;

import org.jspecify.annotations.NullMarked;
