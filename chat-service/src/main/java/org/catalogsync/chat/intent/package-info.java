/** From what a customer wrote to what is wanted: language, intent, volumes. Pure functions over the text and an index of titles. */
@NullMarked
package org.catalogsync.chat.intent;

import org.jspecify.annotations.NullMarked;
