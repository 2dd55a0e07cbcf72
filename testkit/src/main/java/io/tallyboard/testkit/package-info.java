/** For tests only: broker and store, embedded by default, real ones where told. */
@NullMarked
package io.tallyboard.testkit;

import org.jspecify.annotations.NullMarked;
