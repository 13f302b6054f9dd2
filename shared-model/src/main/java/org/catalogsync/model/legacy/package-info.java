/** Legacy text in, canonical values out: windows-31j bytes, normalised text, numbers, dates and ISBNs as the ERP writes them; total pure functions, an unreadable value is an answer and never an exception. */
@NullMarked
package org.catalogsync.model.legacy;

import org.jspecify.annotations.NullMarked;
