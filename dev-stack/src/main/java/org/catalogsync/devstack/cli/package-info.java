/** {@code ./catalog-sync stack …}: the operator's words in, one line per part out. */
@NullMarked
package org.catalogsync.devstack.cli;

import org.jspecify.annotations.NullMarked;
