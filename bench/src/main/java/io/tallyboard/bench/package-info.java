/** Load, and what it is measured against: nothing here runs in a test but its own pure parts. */
@NullMarked
package io.tallyboard.bench;

import org.jspecify.annotations.NullMarked;
