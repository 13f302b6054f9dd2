package org.catalogsync.erp;

/** How many copies there are, if the ERP says so. Unknown is never 0: that would say that a volume is sold out. */
public sealed interface Quantity {

    /**
     * The ERP says a number.
     *
     * @param copies 0 or more
     */
    record Known(int copies) implements Quantity {
        public Known {
            if (copies < 0) {
                throw new IllegalArgumentException("no quantity: " + copies);
            }
        }
    }

    /** The ERP's row has no quantity. */
    record Unknown() implements Quantity {}
}
