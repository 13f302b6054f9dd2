/** Of the changes of one batch, those that count: for each key the newest, and what only the stores or the ERP can judge. */
@NullMarked
package org.catalogsync.cdc.order;

import org.jspecify.annotations.NullMarked;
