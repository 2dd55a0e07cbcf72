/** Beats, what they say of extractors, and how far their silence may be trusted. Plain Java. */
@NullMarked
package io.tallyboard.monitor.domain;

import org.jspecify.annotations.NullMarked;
