@NullMarked
package org.catalogsync.devstack.bedrock;

import org.jspecify.annotations.NullMarked;
