/** The registry and the instances in MongoDB, by operations that the embedded store has too. */
@NullMarked
package io.tallyboard.monitor.persistence;

import org.jspecify.annotations.NullMarked;
