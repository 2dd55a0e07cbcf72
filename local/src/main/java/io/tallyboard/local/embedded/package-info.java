/** A broker and a store inside this JVM, on loopback only: no installation, and no more than that. */
@NullMarked
package io.tallyboard.local.embedded;

import org.jspecify.annotations.NullMarked;
