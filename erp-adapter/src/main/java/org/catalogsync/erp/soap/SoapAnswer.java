package org.catalogsync.erp.soap;

import java.util.List;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.stock.StockItem;

/** What a body turned out to be. */
sealed interface SoapAnswer {

    /** An envelope with an answer, which may hold no row. */
    record Rows(List<StockItem> items, List<Finding> notices) implements SoapAnswer {}

    record Faulted(Fault fault) implements SoapAnswer {}

    /** Neither. */
    record Refused(Finding finding) implements SoapAnswer {}
}
