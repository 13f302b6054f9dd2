/**
 * What the stand-in for a chat model says: facts and a question in, a few polite sentences out, which hold no number that the facts do not; or a question in
 * and its intent out. The same words at every run. No language model: it understands nothing.
 */
@NullMarked
package org.catalogsync.devstack.bedrock.speech;

import org.jspecify.annotations.NullMarked;
