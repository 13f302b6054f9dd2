/** Tasks of AWS DMS that load the ERP's table into objects, behind a port: what a task does now, and its start. */
@NullMarked
package org.catalogsync.stores.fullload;

import org.jspecify.annotations.NullMarked;
