/** Whether the source is set as the stream needs it: from what AWS prints of DMS and from a sample of the records comes one finding a requirement; nothing is changed, and no lease or checkpoint is touched. */
@NullMarked
package org.catalogsync.cdc.doctor;

import org.jspecify.annotations.NullMarked;
