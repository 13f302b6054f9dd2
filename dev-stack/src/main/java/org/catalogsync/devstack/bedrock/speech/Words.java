package org.catalogsync.devstack.bedrock.speech;

import org.catalogsync.devstack.bedrock.speech.Facts.Item;

/** The sentences of a language; an empty one where the facts have nothing for it. */
interface Words {

    String name(Item item);

    /** What stands between names. */
    String and();

    String stock(Item item);

    String price(Item item);

    /** Of an item whose price was told. */
    String stockToo(Item item);

    /** Of an item whose stock was told. */
    String priceToo(Item item);

    String details(Item item);

    String related(String titles);

    String offered(Intent intent, String titles);

    String greeting();

    String notMine();

    String notFound();
}
