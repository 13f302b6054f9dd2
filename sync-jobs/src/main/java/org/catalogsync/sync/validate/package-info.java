/** One bucket of accepted rows in, one row per ISBN out: the newest wins, older ones are counted as duplicates, rejected keys are held. */
@NullMarked
package org.catalogsync.sync.validate;

import org.jspecify.annotations.NullMarked;
