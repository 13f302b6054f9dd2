package org.catalogsync.sync.ask;

import org.catalogsync.erp.Erp;

/** The way to the ERP. It is opened when a run first needs it: most runs never do, and need no settings of it. */
@FunctionalInterface
public interface ErpDoor {

    /**
     * The one ERP of this process; whoever owns the door closes it.
     *
     * @throws org.catalogsync.erp.InvalidSettings if it is not set up
     */
    Erp erp();
}
