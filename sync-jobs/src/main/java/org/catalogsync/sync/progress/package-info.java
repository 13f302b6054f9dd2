/** Live progress of a step: a bar on a terminal, plain lines elsewhere. */
@NullMarked
package org.catalogsync.sync.progress;

import org.jspecify.annotations.NullMarked;
