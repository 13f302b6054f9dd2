/** The parts, one class each with the same anatomy: what it needs, how it is started, how it shows health, which settings lead to it. */
@NullMarked
package org.catalogsync.devstack.part;

import org.jspecify.annotations.NullMarked;
