/** What a client sees of the board: submissions, queries, files, and the REST that extractors call. */
@NullMarked
package io.tallyboard.api;

import org.jspecify.annotations.NullMarked;
