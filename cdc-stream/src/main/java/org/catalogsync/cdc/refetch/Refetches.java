package org.catalogsync.cdc.refetch;

import java.util.List;
import org.catalogsync.cdc.apply.Apply.Left;

/** Where keys go of which only the ERP can tell what is true. */
public interface Refetches {

    /** Returns when the keys are in good hands, so that the records that told of them may be forgotten. */
    void ask(List<Left> hints);
}
