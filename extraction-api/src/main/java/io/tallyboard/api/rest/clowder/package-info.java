/** What an extractor calls on its host while it works, in Clowder's words. */
@NullMarked
package io.tallyboard.api.rest.clowder;

import org.jspecify.annotations.NullMarked;
