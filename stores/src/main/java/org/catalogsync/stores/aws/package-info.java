/** How the adapters reach AWS or its stand-ins: clients from settings, what their failures mean, and DynamoDB's habits that two adapters share. */
@NullMarked
package org.catalogsync.stores.aws;

import org.jspecify.annotations.NullMarked;
