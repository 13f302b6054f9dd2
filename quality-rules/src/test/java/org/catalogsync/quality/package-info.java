/** Tests of the module as a whole: its dependencies, and its verdicts on real exports where they are at hand. */
@NullMarked
package org.catalogsync.quality;

import org.jspecify.annotations.NullMarked;
