@NullMarked
package org.catalogsync.devstack.bedrock.speech;

import org.jspecify.annotations.NullMarked;
