/** Runs and what is known of them, in the job repository's database: requests, facts, the lease that lets one writer work at a time. */
@NullMarked
package org.catalogsync.sync.run;

import org.jspecify.annotations.NullMarked;
