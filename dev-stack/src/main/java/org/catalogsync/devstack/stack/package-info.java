/** The stack as a whole: which parts are asked for, which run, what is on record; the record follows the processes, never the other way round. */
@NullMarked
package org.catalogsync.devstack.stack;

import org.jspecify.annotations.NullMarked;
