@NullMarked
package org.catalogsync.devstack.cli;

import org.jspecify.annotations.NullMarked;
