/** Finds jobs that bring their extractors down again and again, and stops them. */
@NullMarked
package io.tallyboard.api.guard;

import org.jspecify.annotations.NullMarked;
