/** Bytes of an XML document in, its record elements as rows out: found by their tags, parsed one by one, so that a broken record is a row with a flaw and not the end of the file. No document type, no entity, nothing outside of the record is ever opened. */
@NullMarked
package org.catalogsync.sync.xml;

import org.jspecify.annotations.NullMarked;
