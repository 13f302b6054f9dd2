/** A run's intermediate data in object storage: lines of JSON, cut into hash buckets, each object named by the input it derives from. */
@NullMarked
package org.catalogsync.sync.staging;

import org.jspecify.annotations.NullMarked;
