/** Answers questions about jobs, resources and extractors. */
@NullMarked
package io.tallyboard.api.board;

import org.jspecify.annotations.NullMarked;
