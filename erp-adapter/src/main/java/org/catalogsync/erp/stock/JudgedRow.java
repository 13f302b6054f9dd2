package org.catalogsync.erp.stock;

import java.util.List;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Stock;
import org.jspecify.annotations.Nullable;

/**
 * A row and what may be believed of it.
 *
 * @param stock null where there are problems
 * @param problems why nothing of the row may be believed
 * @param oddities what is worth telling of a row that may
 */
record JudgedRow(@Nullable Stock stock, List<Finding> problems, List<Finding> oddities) {}
