@NullMarked
package org.catalogsync.devstack.bedrock.converse;

import org.jspecify.annotations.NullMarked;
