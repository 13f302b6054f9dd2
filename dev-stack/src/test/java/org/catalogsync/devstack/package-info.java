@NullMarked
package org.catalogsync.devstack;

import org.jspecify.annotations.NullMarked;
