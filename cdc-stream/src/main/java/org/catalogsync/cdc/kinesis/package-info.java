/** Kinesis by the binder of Spring Cloud Stream; the only package that knows either. */
@NullMarked
package org.catalogsync.cdc.kinesis;

import org.jspecify.annotations.NullMarked;
