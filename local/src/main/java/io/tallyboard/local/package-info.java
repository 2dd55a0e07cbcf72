/** The embedded default: one command starts everything, and shows what it is good for. */
@NullMarked
package io.tallyboard.local;

import org.jspecify.annotations.NullMarked;
